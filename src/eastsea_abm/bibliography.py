"""Every source the package cites, with what it shows and how far it was checked.

Each entry says in our own words what the model takes from the source. Its ``status`` says what
was seen when the list was made (November 2026, through a store of public pages):

``page read``
    a page about the work or event: the text itself, a review, the publisher's description, an
    official document or a news report;
``abstract read``
    the abstract or summary of the work, not the whole work;
``unchecked``
    nothing that supports the claim was found; the bibliographic facts are from memory or from
    other authors' references.

A source supports a direction or a shape. None of them supplies the default of a parameter: the
table in ``docs/bibliography-check.md`` says, claim by claim, what may rest on what. A ``doi`` or
``url`` is empty where none was seen. Keys are sorted by :func:`sorted`.
"""

from typing import NamedTuple

__all__ = ["REFERENCES", "Reference", "cite"]


class Reference(NamedTuple):
    """One source.

    Attributes
    ----------
    authors : str
        Authors, or the body or newspaper responsible.
    year : int
        Year of publication.
    title : str
        Title; in square brackets if we had to describe the text ourselves.
    where : str
        Journal with volume and pages, publisher, or newspaper with date.
    doi : str
        Digital object identifier without resolver, or an empty string.
    url : str
        Address that holds or describes the work, as seen on a page, or an empty string.
    supports : str
        One sentence: what the source shows that the model uses.
    status : str
        ``"page read"``, ``"abstract read"`` or ``"unchecked"``.
    """

    authors: str
    year: int
    title: str
    where: str
    doi: str
    url: str
    supports: str
    status: str


REFERENCES: dict[str, Reference] = {
    "AegeanImia1996": Reference(
        authors="The Independent",
        year=1996,
        title="US cools Aegean islands clash",
        where="The Independent (London), February 1996",
        doi="",
        url="http://www.independent.co.uk/news/world/us-cools-aegean-islands-clash-1316687.html",
        supports=(
            "A four-day Greek-Turkish stand-off over two islets was ended by American telephone "
            "diplomacy and a mutual pull-back, so a shared patron can stop two of its allies "
            "short of war."
        ),
        status="page read",
    ),
    "AegeanTurkeyGreece2020": Reference(
        authors="NATO Watch",
        year=2020,
        title=("Greece and Turkey set up NATO-mediated hotline to avoid conflict in Eastern Mediterranean"),
        where="NATO Watch news brief, 3 October 2020",
        doi="",
        url=(
            "https://natowatch.org/newsbriefs/2020/greece-and-turkey-set-nato-mediated-hotline-"
            "avoid-conflict-eastern-mediterranean"
        ),
        supports=(
            "After two allied frigates collided in August 2020 the alliance brokered a hotline "
            "between them: a consultation device that follows a scare and is arranged by the "
            "hub."
        ),
        status="page read",
    ),
    "AthensDeclaration2023": Reference(
        authors="Government of the Hellenic Republic and Government of Türkiye",
        year=2023,
        title="Athens Declaration on Friendly Relations and Good-Neighbourliness",
        where="Joint declaration, Athens, 7 December 2023 (text as reported by The Greek Deal)",
        doi="",
        url="https://thegreekdeal.com/article/38709",
        supports=(
            "Two rival allies set up dialogue, a positive agenda and confidence measures in a "
            "text that says of itself that it binds nobody in law."
        ),
        status="page read",
    ),
    "AxelrodBennett1993": Reference(
        authors="Robert Axelrod and D. Scott Bennett",
        year=1993,
        title="A Landscape Theory of Aggregation",
        where="British Journal of Political Science 23(2): 211-233",
        doi="",
        url=(
            "https://www.cambridge.org/core/journals/british-journal-of-political-science/artic"
            "le/a-landscape-theory-of-aggregation/FD47AD49C7DAC524152F2F9CDFC0DBC5"
        ),
        supports=(
            "Short-sighted states that only weigh pairwise likes and dislikes settle into camps "
            "close to those of the Second World War; the null model for bloc structure."
        ),
        status="abstract read",
    ),
    "BeaumontZhangBalding2002": Reference(
        authors="Mark A. Beaumont, Wenyang Zhang and David J. Balding",
        year=2002,
        title="Approximate Bayesian Computation in Population Genetics",
        where="Genetics 162(4): 2025-2035",
        doi="",
        url="http://www.genetics.org/cgi/content/full/162/4/2025",
        supports=(
            "Accepted parameters are carried to the observed summary statistics by a local-linear regression on the "
            "simulated ones; nuisance parameters are integrated out by drawing them along with the rest."
        ),
        status="abstract read",
    ),
    "Beckley2015": Reference(
        authors="Michael Beckley",
        year=2015,
        title=("The Myth of Entangling Alliances: Reassessing the Security Risks of U.S. Defense Pacts"),
        where="International Security 39(4): 7-48",
        doi="10.1162/ISEC_a_00197",
        url="http://www.mitpressjournals.org/doi/abs/10.1162/ISEC_a_00197",
        supports=(
            "Over six decades only five, arguable, cases of a superpower being pulled in by its "
            "allies are found; a reason to let lock-in start at zero."
        ),
        status="abstract read",
    ),
    "Benson2012": Reference(
        authors="Brett V. Benson",
        year=2012,
        title="Constructing International Security: Alliances, Deterrence, and Moral Hazard",
        where="Cambridge University Press",
        doi="",
        url=(
            "https://www.cambridge.org/us/academic/subjects/politics-international-relations/in"
            "ternational-relations-and-international-organisations/constructing-international-s"
            "ecurity-alliances-deterrence-and-moral-hazard"
        ),
        supports=(
            "Promised help can deter the adversary and embolden the protected at once; which "
            "wins depends on how the commitment is written."
        ),
        status="abstract read",
    ),
    "BensonMeirowitzRamsay2014": Reference(
        authors="Brett V. Benson, Adam Meirowitz and Kristopher W. Ramsay",
        year=2014,
        title="Inducing Deterrence through Moral Hazard in Alliance Contracts",
        where="Journal of Conflict Resolution 58(2): 307-335",
        doi="10.1177/0022002712467936",
        url="https://ideas.repec.org/a/sae/jocore/v58y2014i2p307-335.html",
        supports=(
            "In a formal model the ally's greater readiness to fight can itself keep "
            "challengers away, so emboldenment and deterrence must be separate parameters."
        ),
        status="abstract read",
    ),
    "BernhardtSukin2021": Reference(
        authors="Jordan Bernhardt and Lauren Sukin",
        year=2021,
        title="Joint Military Exercises and Crisis Dynamics on the Korean Peninsula",
        where="Journal of Conflict Resolution 65(5): 855-888",
        doi="10.1177/0022002720972180",
        url="https://www.x-mol.com/paper/1371338602172596224",
        supports=(
            "New data show North Korea answering exercises with threats and tests, more so when "
            "the exercise is more menacing; the high end of the provocation range."
        ),
        status="abstract read",
    ),
    "Boulding1962": Reference(
        authors="Kenneth E. Boulding",
        year=1962,
        title="Conflict and Defense: A General Theory",
        where="Harper and Brothers, New York",
        doi="",
        url="https://worddisk.com/wiki/Loss_of_Strength_Gradient/",
        supports=(
            "Usable strength falls with distance from home; the idea behind theatre-specific geographic exposure."
        ),
        status="page read",
    ),
    "BoxMuller1958": Reference(
        authors="George E. P. Box and Mervin E. Muller",
        year=1958,
        title="A Note on the Generation of Random Normal Deviates",
        where="Annals of Mathematical Statistics 29: 610-611",
        doi="",
        url=("https://encyclopedia.datana.cloud/content/wikipedia_en_all_mini_2024-04/A/Box%E2%80%93Muller_transform"),
        supports=(
            "Two independent uniforms give two independent standard normals by a closed "
            "formula, which suits keyed draws."
        ),
        status="page read",
    ),
    "Birkland1998": Reference(
        authors="Thomas A. Birkland",
        year=1998,
        title="Focusing Events, Mobilization, and Agenda Setting",
        where="Journal of Public Policy 18(1): 53-74",
        doi="",
        url="http://www.jstor.org/stable/4007601",
        supports=(
            "Sudden events change what stands first on an agenda, and policies that lay ready are then taken up; "
            "about disasters and accidents in domestic policy."
        ),
        status="abstract read",
    ),
    "BryBoschan1971": Reference(
        authors="Gerhard Bry and Charlotte Boschan",
        year=1971,
        title="Cyclical Analysis of Time Series: Selected Procedures and Computer Programs",
        where="National Bureau of Economic Research, Technical Paper 20",
        doi="",
        url="https://online.documentine.com/extra-bing-points/1/pdf-programmed-selection-of-cyclical-turning-points.html",
        supports=(
            "Turning points of a monthly series can be dated by a written programme instead of by eye; the hindcast "
            "dates those of the cooperation index in its manner, with numbers of its own."
        ),
        status="page read",
    ),
    "BryantLempert2010": Reference(
        authors="Benjamin P. Bryant and Robert J. Lempert",
        year=2010,
        title="Thinking inside the box: A participatory, computer-assisted approach to scenario discovery",
        where="Technological Forecasting and Social Change 77(1), 34-49",
        doi="10.1016/j.techfore.2009.08.002",
        url="https://www.rand.org/pubs/external_publications/EP201000192.html",
        supports=(
            "Conditions under which a policy fails are found as easily read combinations of a model's uncertain inputs "
            "in a database of its runs, and are tested statistically."
        ),
        status="abstract read",
    ),
    "CAMEO2012": Reference(
        authors="Philip A. Schrodt",
        year=2012,
        title="CAMEO: Conflict and Mediation Event Observations Event and Actor Codebook",
        where="Event Data Project, Pennsylvania State University, version 1.1b3, March 2012",
        doi="",
        url="https://www.ziliaoku.com/res/info_9e0320c3bb30415581ddcc4acc3bd131.html",
        supports=("Defines the verb classes to which the model's partner and rival acts are matched."),
        status="page read",
    ),
    "CNS": Reference(
        authors="James Martin Center for Nonproliferation Studies and Nuclear Threat Initiative",
        year=2017,
        title="The CNS Missile and SLV Launch Databases: North Korea (described by Shea Cotton)",
        where="Nuclear Threat Initiative, continuing",
        doi="",
        url="https://www.nti.org/analysis/articles/understanding-north-koreas-missile-tests/",
        supports=(
            "A record of every known launch of missiles above a size threshold; target for the "
            "rate and clustering of tests."
        ),
        status="page read",
    ),
    "CSIS": Reference(
        authors="Center for Strategic and International Studies, Beyond Parallel",
        year=2017,
        title=(
            "Database of North Korean provocations (as used in U.S. Elections and North Korean Provocations Since 1956)"
        ),
        where="CSIS, Washington DC, continuing",
        doi="",
        url="https://beyondparallel.csis.org/u-s-elections-north-korean-provocations-since-1956/",
        supports=("A dated list of North Korean provocations against which simulated pressure can be compared."),
        status="page read",
    ),
    "CampDavid2023": Reference(
        authors="KBS World",
        year=2023,
        title=("Report on the Camp David trilateral summit documents, including the Commitment to Consult"),
        where="KBS World Radio news, 19 August 2023",
        doi="",
        url="http://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code=179892",
        supports=(
            "The three leaders promised quick consultation but wrote that no legal right or "
            "duty arises: consultation is political and revocable."
        ),
        status="page read",
    ),
    "Campbell2019": Reference(
        authors="Benjamin W. Campbell",
        year=2019,
        title=(
            "Alliances and Conflict, or Conflict and Alliances? Appraising the Causal Effect of Alliances on Conflict"
        ),
        where="Working paper, arXiv:1908.07100",
        doi="",
        url="https://tomesphere.com/paper/1908.07100",
        supports=(
            "Once alliance formation is modelled jointly with conflict, neither deterrence nor "
            "provocation stands out; a null that the priors must allow."
        ),
        status="abstract read",
    ),
    "Cha1999": Reference(
        authors="Victor D. Cha",
        year=1999,
        title="Alignment Despite Antagonism: The United States-Korea-Japan Security Triangle",
        where="Stanford University Press",
        doi="",
        url="https://www.h-net.org/reviews/showrev.php?id=3843",
        supports=(
            "Two states that share a patron but no treaty quarrel by default and draw together "
            "when the patron's commitment looks weak."
        ),
        status="page read",
    ),
    "Cha2016": Reference(
        authors="Victor D. Cha",
        year=2016,
        title="Powerplay: The Origins of the American Alliance System in Asia",
        where="Princeton University Press",
        doi="",
        url="https://issforum.org/roundtables/10-9-powerplay",
        supports=(
            "The bilateral hub-and-spokes design was chosen partly to keep control over "
            "reckless clients in Taipei and Seoul and to limit entanglement: patron restraint "
            "by design."
        ),
        status="page read",
    ),
    "ChowRobbins1965": Reference(
        authors="Y. S. Chow and Herbert Robbins",
        year=1965,
        title="On the asymptotic theory of fixed-width sequential confidence intervals for the mean",
        where="Annals of Mathematical Statistics 36, 457-462",
        doi="",
        url="https://zbmath.org/?q=an:0942.62091",
        supports=(
            "Sampling until an interval of the mean is narrow enough costs asymptotically no more, and covers no less, "
            "than a fixed sample of the right size."
        ),
        status="unchecked",
    ),
    "Crescenzi2007": Reference(
        authors="Mark J. C. Crescenzi",
        year=2007,
        title="Reputation and Interstate Conflict",
        where="American Journal of Political Science 51(2)",
        doi="",
        url="",
        supports=(
            "How a state behaves towards third parties changes the chance of conflict within a "
            "pair; a channel the model leaves out and names as an extension."
        ),
        status="abstract read",
    ),
    "DOrazio2012": Reference(
        authors="Vito D'Orazio",
        year=2012,
        title="War Games: North Korea's Reaction to US and South Korean Military Exercises",
        where="Journal of East Asian Studies 12(2): 275-294",
        doi="",
        url="https://ssrn.com/abstract=1912221",
        supports=(
            "Machine-coded events show no systematic North Korean escalation around exercises; "
            "the zero end of the provocation range."
        ),
        status="abstract read",
    ),
    "Deutsch1957": Reference(
        authors="Karl W. Deutsch and others",
        year=1957,
        title=(
            "Political Community and the North Atlantic Area: International Organization in the "
            "Light of Historical Experience"
        ),
        where="Princeton University Press",
        doi="",
        url=("https://www.taylorfrancis.com/books/e/9781317965091/chapters/10.4324%2F9781315867908-18"),
        supports=(
            "War drops out of the question among peoples with compatible values and responsive "
            "institutions; a reason for a slow spill-over from security trust to history."
        ),
        status="page read",
    ),
    "DieboldMariano1995": Reference(
        authors="Francis X. Diebold and Roberto S. Mariano",
        year=1995,
        title="Comparing predictive accuracy",
        where="Journal of Business & Economic Statistics 13(3): 253-263",
        doi="10.1080/07350015.1995.10524599",
        url="",
        supports=(
            "A test of no difference in accuracy between two competing forecasts, by the mean difference of their "
            "losses."
        ),
        status="abstract read",
    ),
    "Epstein1969": Reference(
        authors="Edward S. Epstein",
        year=1969,
        title="A scoring system for probability forecasts of ranked categories",
        where="Journal of Applied Meteorology 8: 985-987",
        doi="",
        url="https://ams.confex.com/ams/94Annual/webprogram/Paper236074.html",
        supports=(
            "Introduces the ranked probability score, by which the hindcast scores the years of milestones: a year off "
            "costs less than five."
        ),
        status="page read",
    ),
    "FangJohnsonLeeds2014": Reference(
        authors="Songying Fang, Jesse C. Johnson and Brett Ashley Leeds",
        year=2014,
        title="To Concede or to Resist? The Restraining Effect of Military Alliances",
        where="International Organization 68(4): 775-809",
        doi="",
        url=(
            "https://www.cambridge.org/core/journals/international-organization/article/to-conc"
            "ede-or-to-resist-the-restraining-effect-of-military-alliances/5AE6E043122ECF3754F4"
            "2E106362DECC"
        ),
        supports=(
            "An ally's advice to settle works on a target that values the alliance, so "
            "restraint should grow with the value of the tie."
        ),
        status="abstract read",
    ),
    "FearnheadPrangle2012": Reference(
        authors="Paul Fearnhead and Dennis Prangle",
        year=2012,
        title=(
            "Constructing summary statistics for approximate Bayesian computation: semi-automatic approximate Bayesian "
            "computation"
        ),
        where="Journal of the Royal Statistical Society, Series B 74(3)",
        doi="",
        url="https://rdrr.io/cran/abctools/man/semiauto.abc.html",
        supports=(
            "Estimates of the posterior means, made by regressing parameters on statistics of simulations, are good "
            "summary statistics; the choice of directions of parameter space is the project's own."
        ),
        status="abstract read",
    ),
    "Fearon1994": Reference(
        authors="James D. Fearon",
        year=1994,
        title="Domestic Political Audiences and the Escalation of International Disputes",
        where="American Political Science Review 88(3): 577-592",
        doi="",
        url=(
            "https://www.cambridge.org/core/journals/american-political-science-review/article/"
            "domestic-political-audiences-and-the-escalation-of-international-disputes/D22E7DE8"
            "7C4CFBC436AAB3CFE7505962"
        ),
        supports=(
            "Backing down in public costs leaders at home, and more so in democracies; the "
            "theory the model decides not to include as a parameter."
        ),
        status="abstract read",
    ),
    "Ferro2014": Reference(
        authors="C. A. T. Ferro",
        year=2014,
        title="Fair scores for ensemble forecasts",
        where="Quarterly Journal of the Royal Meteorological Society 140: 1917-1923",
        doi="10.1002/qj.2270",
        url="https://ore.exeter.ac.uk/repository/handle/10871/20641?show=full",
        supports=(
            "The usual ranked and continuous ranked probability scores of ensembles are unfair, adjusted versions are "
            "fair to ensembles whose members behave as the observation does."
        ),
        status="abstract read",
    ),
    "FriedmanFisher1999": Reference(
        authors="Jerome H. Friedman and Nicholas I. Fisher",
        year=1999,
        title="Bump hunting in high-dimensional data",
        where="Statistics and Computing 9(2), 123-143",
        doi="10.1023/A:1008894516817",
        url="https://rdrr.io/cran/subgroup.discovery",
        supports=(
            "Regions in which an outcome is high on average are found as boxes, that is, as simple rules, by peeling "
            "thin slices off from the outside in."
        ),
        status="page read",
    ),
    "GSOMIA2016": Reference(
        authors="Kyodo News",
        year=2016,
        title="S. Korea, Japan sign pact on military intelligence sharing",
        where="Kyodo News, 23 November 2016",
        doi="",
        url="http://english.kyodonews.jp/news/2016/11/445547.html",
        supports=(
            "The agreement was signed in a year of many tests, took effect at once and needed "
            "no vote in parliament: threat can carry a quiet instrument past grievance."
        ),
        status="page read",
    ),
    "GSOMIA2019": Reference(
        authors="Yonhap News Agency",
        year=2019,
        title=("S. Korea decides to 'conditionally' suspend termination of Seoul-Tokyo military pact"),
        where="Yonhap, 22 November 2019",
        doi="",
        url="https://m-en.yna.co.kr/view/AEN20191122008800315",
        supports=(
            "A trade and history quarrel brought a termination notice that was put on hold six "
            "hours before expiry: institutions are cut at by confrontation but are sticky."
        ),
        status="page read",
    ),
    "Gelpi1999": Reference(
        authors="Christopher Gelpi",
        year=1999,
        title="Alliances as Instruments of Intra-Allied Control",
        where=("In Haftendorn, Keohane and Wallander (eds), Imperfect Unions, Oxford University Press"),
        doi="",
        url="",
        supports=(
            "Argues that powerful allies can hold back partners through the alliance itself; "
            "cited only beside better checked work."
        ),
        status="unchecked",
    ),
    "GenronEAI": Reference(
        authors="The Genron NPO and East Asia Institute",
        year=2023,
        title=(
            "Analyzing differences in national awareness as Japan-South Korea relations improve "
            "(11th Japan-South Korea joint opinion poll)"
        ),
        where="The Genron NPO, 1 November 2023; yearly since 2013",
        doi="",
        url="https://www.genron-npo.net/en/opinion_polls/archives/5629.html",
        supports=(
            "Yearly paired surveys of how each public sees the other; target for asymmetry "
            "between state relations and public liking."
        ),
        status="page read",
    ),
    "GlossermanSnyder2015": Reference(
        authors="Brad Glosserman and Scott A. Snyder",
        year=2015,
        title="The Japan-South Korea Identity Clash: East Asian Security and the United States",
        where="Columbia University Press",
        doi="",
        url=(
            "https://www.ssrc.org/publications/the-japan-south-korea-identity-clash-east-asian-"
            "security-and-the-united-states/"
        ),
        supports=(
            "Clashing national identities rather than power hold the two neighbours apart; the "
            "reason for a slow chronic grievance."
        ),
        status="page read",
    ),
    "Gneiting2005": Reference(
        authors="Tilmann Gneiting, Adrian E. Raftery, Anton H. Westveld III and Tom Goldman",
        year=2005,
        title=(
            "Calibrated probabilistic forecasting using ensemble model output statistics and minimum CRPS estimation"
        ),
        where="Monthly Weather Review 133: 1098-1118",
        doi="",
        url="https://journals.ametsoc.org:443/view/journals/mwre/133/5/mwr2904.1.xml",
        supports=(
            "Coefficients that carry an ensemble to the observed scale can be found by the least mean CRPS on training "
            "data; the curve the hindcast fits so is its own, not the regression of the paper."
        ),
        status="abstract read",
    ),
    "Goldstein1992": Reference(
        authors="Joshua S. Goldstein",
        year=1992,
        title="A Conflict-Cooperation Scale for WEIS Events Data",
        where="Journal of Conflict Resolution 36(2): 369-385",
        doi="",
        url="",
        supports="Expert panel weights from -10 to +10 that turn event types into one number.",
        status="unchecked",
    ),
    "GoldsteinPevehouse1997": Reference(
        authors="Joshua S. Goldstein and Jon C. Pevehouse",
        year=1997,
        title=("Reciprocity, Bullying, and International Cooperation: Time-Series Analysis of the Bosnia Conflict"),
        where="American Political Science Review 91(3): 515-529",
        doi="",
        url=(
            "https://www.cambridge.org/core/journals/american-political-science-review/article/"
            "reciprocity-bullying-and-international-cooperation-timeseries-analysis-of-the-bosn"
            "ia-conflict/135FA4BFF5EEF326200C21CACAE6B8C6"
        ),
        supports=(
            "Weekly events show answers in kind, answers in reverse and answers through third "
            "parties; no single reciprocity rule fits."
        ),
        status="abstract read",
    ),
    "Grimm2005": Reference(
        authors="Volker Grimm and others",
        year=2005,
        title="Pattern-Oriented Modeling of Agent-Based Complex Systems: Lessons from Ecology",
        where="Science 310: 987-991",
        doi="10.1126/science.1116681",
        url=("https://www.usgs.gov/publications/pattern-oriented-modeling-agent-based-complex-systems-lessons-ecology"),
        supports=("Several observed patterns together are the yardstick for designing and testing bottom-up models."),
        status="abstract read",
    ),
    "Grimm2020": Reference(
        authors="Volker Grimm and others",
        year=2020,
        title=(
            "The ODD Protocol for Describing Agent-Based and Other Simulation Models: A Second "
            "Update to Improve Clarity, Replication, and Structural Realism"
        ),
        where="Journal of Artificial Societies and Social Simulation 23(2): 7",
        doi="10.18564/jasss.4259",
        url="https://jasss.soc.surrey.ac.uk/23/2/7.html",
        supports="The standard outline in which the model is documented.",
        status="page read",
    ),
    "HaftendornKeohaneWallander1999": Reference(
        authors="Helga Haftendorn, Robert O. Keohane and Celeste A. Wallander (eds)",
        year=1999,
        title="Imperfect Unions: Security Institutions over Time and Space",
        where="Oxford University Press",
        doi="",
        url=("https://www.questia.com/library/102418058/imperfect-unions-security-institutions-over-time"),
        supports="Treats alliances as institutions whose form and change affect what members do.",
        status="page read",
    ),
    "HardingPagan2002": Reference(
        authors="Don Harding and Adrian Pagan",
        year=2002,
        title="Dissecting the cycle: A methodological investigation",
        where="Journal of Monetary Economics 49(2): 365-381",
        doi="",
        url="https://researchportalplus.anu.edu.au/en/publications/dissecting-the-cycle-a-methodological-investigation",
        supports="An algorithm locates the turning points of a series in its level.",
        status="abstract read",
    ),
    "HarveyLeybourneNewbold1997": Reference(
        authors="David Harvey, Stephen Leybourne and Paul Newbold",
        year=1997,
        title="Testing the equality of prediction mean squared errors",
        where="International Journal of Forecasting 13(2): 281-291",
        doi="10.1016/S0169-2070(96)00719-4",
        url="https://rdrr.io/cran/forecast/man/dm.test.html",
        supports=(
            "A correction of the Diebold-Mariano statistic for small samples, compared with Student's t instead of the "
            "normal distribution."
        ),
        status="page read",
    ),
    "Huth1988": Reference(
        authors="Paul K. Huth",
        year=1988,
        title="Extended Deterrence and the Outbreak of War",
        where="American Political Science Review 82(2)",
        doi="",
        url=(
            "https://core-cms.prod.aop.cambridge.org/core/journals/american-political-science-r"
            "eview/abs/extended-deterrence-and-the-outbreak-of-war/DF88104BF1E1449CE4C36990DF40"
            "2CB2"
        ),
        supports=(
            "In 58 cases deterrence for a protege held better where the defender could deny a "
            "quick win and answered in kind without provoking."
        ),
        status="abstract read",
    ),
    "JeongEAI2025": Reference(
        authors="Sangmi Jeong",
        year=2025,
        title=(
            "Security Threats and the Strategic Rediscovery of Japan: Public Opinion on "
            "Korea-Japan Bilateral Cooperation"
        ),
        where="East Asia Institute issue briefing, 10 September 2025",
        doi="",
        url="https://www.eai.or.kr/eng/press/press_01_view.php?no=13391",
        supports=(
            "Koreans who feel more threatened by North Korea and China favour security "
            "cooperation with Japan more, bilaterally as well as with the United States."
        ),
        status="page read",
    ),
    "Jervis1976": Reference(
        authors="Robert Jervis",
        year=1976,
        title="Perception and Misperception in International Politics",
        where="Princeton University Press",
        doi="",
        url="https://www.scribd.com/document/325534820/Jervis-1976",
        supports=(
            "Firmness deters a greedy rival but feeds a spiral with a fearful one, so both "
            "channels must exist and work at different rungs."
        ),
        status="page read",
    ),
    "Jervis1978": Reference(
        authors="Robert Jervis",
        year=1978,
        title="Cooperation under the Security Dilemma",
        where="World Politics 30(2): 167-214",
        doi="",
        url=(
            "https://docslib.org/doc/13019556/cooperation-under-the-security-dilemma-author-s-r"
            "obert-jervis-source-world-politics-vol"
        ),
        supports=(
            "The dilemma is sharpest where attack is favoured and cannot be told from defence, "
            "as with strike capabilities."
        ),
        status="page read",
    ),
    "JohnsonLeeds2011": Reference(
        authors="Jesse C. Johnson and Brett Ashley Leeds",
        year=2011,
        title="Defense Pacts: A Prescription for Peace?",
        where="Foreign Policy Analysis 7(1): 45-65",
        doi="",
        url="https://scholars.uky.edu/en/publications/defense-pacts-a-prescription-for-peace",
        supports=(
            "Defence pacts lower the chance of being challenged and do not make members start "
            "or escalate more; deterrence is positive, emboldenment small."
        ),
        status="abstract read",
    ),
    "KBS2016GSOMIA": Reference(
        authors="KBS World",
        year=2016,
        title="News item 43686 of the Indonesian service, on the signing of the agreement on military information",
        where="KBS World, 23 November 2016",
        doi="",
        url="http://world.kbs.co.kr/service/news_vod_view.htm?Seq_Code=43686&lang=i&menu_cate=videonews",
        supports=(
            "Signed 27 days after talks were announced again, on a text that hardly differed from that of 2012, with "
            "North Korea's nuclear and missile threat as the reason given."
        ),
        status="page read",
    ),
    "KBS2022Counterstrike": Reference(
        authors="KBS World",
        year=2022,
        title="Reports on Japan's counterstrike statement and Seoul's reply",
        where="KBS World Radio news, 16-19 December 2022",
        doi="",
        url="http://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code=174567",
        supports=(
            "Tokyo said a counterstrike is its own decision and needs nobody's permission; "
            "Seoul asked for consultation or consent beforehand."
        ),
        status="page read",
    ),
    "Kahn1965": Reference(
        authors="Herman Kahn",
        year=1965,
        title="On Escalation: Metaphors and Scenarios",
        where="Frederick A. Praeger, New York",
        doi="",
        url="https://books.google.co.in/books/about/On_Escalation.html?id=0No5uIPpD8AC&hl=en",
        supports=("Crises climb a ladder of distinct rungs with a decision at each; the shape of the crisis module."),
        status="page read",
    ),
    "KenwickVasquez2017": Reference(
        authors="Michael R. Kenwick and John A. Vasquez",
        year=2017,
        title="Defense Pacts and Deterrence: Caveat Emptor",
        where="Journal of Politics 79(1): 329-334",
        doi="",
        url=("https://experts.illinois.edu/en/publications/defense-pacts-and-deterrence-caveat-emptor"),
        supports=(
            "Looking at the years around formation, new alliances often fail to deter and go "
            "with more disputes; a reason why the deterrence range reaches zero."
        ),
        status="abstract read",
    ),
    "Kim2011": Reference(
        authors="Tongfi Kim",
        year=2011,
        title="Why Alliances Entangle But Seldom Entrap States",
        where="Security Studies 20(3): 350-377",
        doi="10.1080/09636412.2011.599201",
        url="https://research-repository.griffith.edu.au/handle/10072/41644",
        supports=(
            "Entrapment proper is rare because leaders foresee it and write limits into "
            "alliance texts, shown on the US pacts with South Korea, Japan and Spain."
        ),
        status="abstract read",
    ),
    "KimYoJong2025": Reference(
        authors="The Dong-A Ilbo",
        year=2025,
        title="Report on Kim Yo Jong's rejection of talks with the Lee Jae-myung government",
        where="The Dong-A Ilbo (English), 29 July 2025",
        doi="",
        url="https://www.donga.com/en/article/all/20250729/5752729/1",
        supports=(
            "Pyongyang waved away a progressive government's stopped loudspeakers and leaflet "
            "curbs, so credit for outreach should depend on a receptiveness state."
        ),
        status="page read",
    ),
    "Kimball2006": Reference(
        authors="Anessa L. Kimball",
        year=2006,
        title="Alliance Formation and Conflict Initiation: The Missing Link",
        where="Journal of Peace Research 43(4): 371-389",
        doi="10.1177/0022343306064816",
        url="https://corpus.ulaval.ca/jspui/handle/20.500.11794/16907",
        supports=(
            "Alliances and conflict share causes and the choice to ally comes first, so "
            "simulated conflict must be compared by intervention, not regressed on alignment."
        ),
        status="abstract read",
    ),
    "KitagawaChu2021": Reference(
        authors="Risa Kitagawa and Jonathan A. Chu",
        year=2021,
        title="The Impact of Political Apologies on Public Opinion",
        where="World Politics 73",
        doi="10.1017/S0043887121000083",
        url=(
            "https://resolve.cambridge.org/core/journals/world-politics/article/impact-of-polit"
            "ical-apologies-on-public-opinion/7B4BBB7F4E9790229E0C5E36B8A5B35A"
        ),
        supports=("In experiments apologies lift approval in the receiving public and anger nationalists at home."),
        status="abstract read",
    ),
    "KimLee2021": Reference(
        authors="Hyejin Kim and Jungmin Lee",
        year=2021,
        title="The Economic Costs of Diplomatic Conflict: Evidence from the South Korea-China THAAD Dispute",
        where="Korean Economic Review 37(2): 225-262",
        doi="",
        url="https://econpapers.repec.org/RePEc:kea:keappr:ker-20210701-37-2-02",
        supports=(
            "Against a synthetic South Korea the loss of Chinese tourists set in three months after the decision and "
            "lasted for about 18 months."
        ),
        status="abstract read",
    ),
    "Klein2024": Reference(
        authors="Daniel J. Klein, Romesh G. Abeysuriya, Robyn M. Stuart and Cliff C. Kerr",
        year=2024,
        title=("Noise-free comparison of stochastic agent-based simulations using common random numbers"),
        where="arXiv:2409.02086",
        doi="",
        url="https://ar5iv.labs.arxiv.org/html/2409.02086",
        supports=(
            "Sharing a seed is not enough: draws must stay tied to the same event in every "
            "scenario for paired comparison."
        ),
        status="abstract read",
    ),
    "Kuik2016": Reference(
        authors="Cheng-Chwee Kuik",
        year=2016,
        title=("How Do Weaker States Hedge? Unpacking ASEAN states' alignment behavior towards China"),
        where="Journal of Contemporary China",
        doi="",
        url=(
            "https://ukm.pure.elsevier.com/en/publications/how-do-weaker-states-hedge-unpacking"
            "-asean-states-alignment-behav"
        ),
        supports=("Hedging mixes opposite measures that cancel each other's risk so as not to take sides."),
        status="abstract read",
    ),
    "Kuik2021": Reference(
        authors="Cheng-Chwee Kuik",
        year=2021,
        title="Getting hedging right: a small-state perspective",
        where="China International Strategy Review",
        doi="10.1007/s42533-021-00089-5",
        url="https://distantreader.org/stacks/cord/cord-0070392-01d1jrwz.txt",
        supports=(
            "Small states stop hedging when a direct threat or the loss of the patron becomes "
            "certain: a state-dependent rule."
        ),
        status="abstract read",
    ),
    "KuoBlankenship2022": Reference(
        authors="Raymond Kuo and Brian Dylan Blankenship",
        year=2022,
        title="Deterrence and Restraint: Do Joint Military Exercises Escalate Conflict?",
        where="Journal of Conflict Resolution 66(1): 3-31",
        doi="10.1177/00220027211023147",
        url="http://ideas.repec.org/a/sae/jocore/v66y2022i1p3-31.html",
        supports=(
            "World-wide, exercises do not escalate conflict in general and lower it when held with treaty allies."
        ),
        status="abstract read",
    ),
    "Kydd2000": Reference(
        authors="Andrew Kydd",
        year=2000,
        title="Trust, Reassurance, and Cooperation",
        where="International Organization 54(2): 325-357",
        doi="10.1162/002081800551190",
        url=(
            "https://www.cambridge.org/core/journals/international-organization/article/trust-r"
            "eassurance-and-cooperation/DE6086CA8CCCAE11D557CCA85A7599F5"
        ),
        supports=("Costly signals can reassure when trustworthy types accept more risk for cooperation than others."),
        status="abstract read",
    ),
    "Kydd2005": Reference(
        authors="Andrew H. Kydd",
        year=2005,
        title="Trust and Mistrust in International Relations",
        where="Princeton University Press",
        doi="",
        url="http://ci.nii.ac.jp/ncid/BA83198033",
        supports=(
            "States that distrust each other deeply can still build trust step by step if they "
            "are in fact trustworthy, and conflict is evidence that they are not."
        ),
        status="page read",
    ),
    "LeeOpEd2022": Reference(
        authors="Jong-eun Lee",
        year=2022,
        title=("[Op-ed on South Korea, Japan and the risk of entrapment; headline not kept in our copy]"),
        where="The Korea Times, December 2022",
        doi="",
        url="",
        supports=(
            "The thesis under test: engage Japan and institutionalise consultation so that "
            "Seoul can restrain Japan and the United States."
        ),
        status="page read",
    ),
    "LeedsAnac2005": Reference(
        authors="Brett Ashley Leeds and Sezi Anac",
        year=2005,
        title="Alliance Institutionalization and Alliance Performance",
        where="International Interactions 31(3): 183-202",
        doi="10.1080/03050620500294135",
        url="http://econpapers.repec.org/RePEc:taf:ginixx:v:31:y:2005:i:3:p:183-202",
        supports=(
            "More peacetime coordination or formality did not make allies more reliable in war; "
            "institution effects must be allowed to be weak."
        ),
        status="abstract read",
    ),
    "LempertPopperBankes2003": Reference(
        authors="Robert J. Lempert, Steven W. Popper and Steven C. Bankes",
        year=2003,
        title="Shaping the Next One Hundred Years: New Methods for Quantitative, Long-Term Policy Analysis",
        where="RAND Corporation, MR-1626",
        doi="",
        url="https://www.jstor.org/stable/10.7249/mr1626rpc",
        supports=(
            "Under deep uncertainty many plausible futures are computed, and strategies are sought that do well over "
            "a wide range of them rather than best in one."
        ),
        status="page read",
    ),
    "Lind2008": Reference(
        authors="Jennifer Lind",
        year=2008,
        title="Sorry States: Apologies in International Politics",
        where="Cornell University Press",
        doi="",
        url=("https://aparc.fsi.stanford.edu/events/sorry_states_apologies_in_international_politics"),
        supports=(
            "Denial of the past keeps threat perception alive, but apologies that split the "
            "country at home can backfire and are not always needed."
        ),
        status="page read",
    ),
    "Lindskold1978": Reference(
        authors="Svenn Lindskold and Michael G. Collins",
        year=1978,
        title="Inducing Cooperation by Groups and Individuals: Applying Osgood's GRIT Strategy",
        where="Journal of Conflict Resolution 22(4): 679-690",
        doi="10.1177/002200277802200406",
        url="https://scilit.com/publications/5c5d956ad546408e26e55e2502eb4107",
        supports=(
            "In a laboratory dilemma announced, graduated conciliation drew out more cooperation than tit for tat."
        ),
        status="abstract read",
    ),
    "LongNordstromBaek2007": Reference(
        authors="Andrew G. Long, Timothy Nordstrom and Kyeonghi Baek",
        year=2007,
        title="Allying for Peace: Treaty Obligations and Conflict between Allies",
        where="Journal of Politics 69(4): 1103-1117",
        doi="",
        url="http://aquila.usm.edu/fac_pubs/1889",
        supports=(
            "Some treaty clauses lengthen peace among allies, yet permanent organisations go "
            "with shorter peace; institutions may disappoint."
        ),
        status="abstract read",
    ),
    "Machida2023": Reference(
        authors="Satoshi Machida",
        year=2023,
        title=(
            "The Impact of the United States in Promoting Japanese Citizens' Willingness to "
            "Cooperate with South Korea: A Survey Experiment in the Context of the 'China "
            "Threat'"
        ),
        where="electronic journal of contemporary japanese studies 23(2), article 6",
        doi="",
        url="https://www.japanesestudies.org.uk/ejcjs/vol23/iss2/machida.html",
        supports=(
            "American brokerage that stresses shared democracy makes Japanese respondents view "
            "South Korea more kindly; the brokerage channel at the level of opinion."
        ),
        status="abstract read",
    ),
    "McKelveyPalfrey1995": Reference(
        authors="Richard D. McKelvey and Thomas R. Palfrey",
        year=1995,
        title="Quantal Response Equilibria for Normal Form Games",
        where="Games and Economic Behavior 10: 6-38",
        doi="",
        url="https://www.zbmath.org/?q=an%3A0832.90126",
        supports=(
            "Choice with logit errors where beliefs are consistent is an equilibrium; the model "
            "borrows the errors, not the equilibrium."
        ),
        status="abstract read",
    ),
    "McKelveyPalfrey1998": Reference(
        authors="Richard D. McKelvey and Thomas R. Palfrey",
        year=1998,
        title="Quantal Response Equilibria for Extensive Form Games",
        where="Experimental Economics 1: 9-41",
        doi="",
        url="https://paperzz.com/doc/7980959/quantal-response-equilibria-for-extensive-form-games",
        supports="The same idea for games in sequence, with a logit version at each move.",
        status="abstract read",
    ),
    "McNemar1947": Reference(
        authors="Q. McNemar",
        year=1947,
        title="Note on the sampling error of the difference between correlated proportions or percentages",
        where="Psychometrika 12(2): 153-157",
        doi="",
        url="https://search.r-project.org/CRAN/refmans/cata/html/mcnemarQ.html",
        supports=(
            "Two judges of the same cases are compared on those they judge differently; exactly, by the binomial "
            "distribution with a half."
        ),
        status="page read",
    ),
    "McPhail2018": Reference(
        authors="C. McPhail, H. R. Maier, J. H. Kwakkel, M. Giuliani, A. Castelletti and S. Westra",
        year=2018,
        title=(
            "Robustness metrics: How are they calculated, when should they be used and why do they give different "
            "results?"
        ),
        where="Earth's Future 6(2), 169-191",
        doi="10.1002/2017EF000649",
        url="https://uncertainfutures.github.io/theory/robustness-metrics/",
        supports=(
            "Metrics of robustness differ in how they transform, select and aggregate performance over futures; "
            "minimax and 90th-percentile regret and shares of futures past a threshold are among them."
        ),
        status="page read",
    ),
    "MissileGuidelines2021": Reference(
        authors="Shephard Media",
        year=2021,
        title="Washington cancels Seoul's missile limits",
        where="Shephard Media defence notes, May 2021",
        doi="",
        url=("https://www.shephardmedia.com/news/defence-notes/washington-cancels-seouls-missile-limits/"),
        supports=(
            "From 1979 a patron capped the range of its client's missiles and lifted the cap "
            "only in steps, ending it in May 2021: arms build-up waits on approval."
        ),
        status="page read",
    ),
    "Morrow1991": Reference(
        authors="James D. Morrow",
        year=1991,
        title=("Alliances and Asymmetry: An Alternative to the Capability Aggregation Model of Alliances"),
        where="American Journal of Political Science 35(4): 904-933",
        doi="10.2307/2111499",
        url=("https://www.periodicos.capes.gov.br/index.php/acervo/buscador.html?id=W1967632854&task=detalhes"),
        supports=(
            "Alliances that trade one side's autonomy for the other's protection form more "
            "easily and last longer, so treaty pairs are held stable."
        ),
        status="abstract read",
    ),
    "Mueller1970": Reference(
        authors="John E. Mueller",
        year=1970,
        title="Presidential Popularity from Truman to Johnson",
        where="American Political Science Review 64(1): 18-34",
        doi="10.2307/1955610",
        url="https://scilit.com/publications/d8324640911e1ea21330c5c54da83d04",
        supports=(
            "Sharp international events raise a leader's standing; later summaries call such rallies short-lived."
        ),
        status="abstract read",
    ),
    "Muller2013": Reference(
        authors="Birgit Müller and others",
        year=2013,
        title=("Describing human decisions in agent-based models - ODD + D, an extension of the ODD protocol"),
        where="Environmental Modelling & Software 48: 37-48",
        doi="10.1016/j.envsoft.2013.06.003",
        url="https://www.ufz.de/index.php?en=20939&pub_id=13850",
        supports=("Adds to the standard outline the questions a model of human decisions must answer."),
        status="abstract read",
    ),
    "NSS2022": Reference(
        authors="Government of Japan",
        year=2022,
        title="National Security Strategy of Japan (provisional translation)",
        where="Cabinet decision, 16 December 2022 (The World and Japan database)",
        doi="",
        url="https://worldjpn.net/documents/texts/JPSC/20221216.O1E.html",
        supports=(
            "Adopts counterstrike capability as self-defence after an attack, aims at two per "
            "cent of output by 2027 and keeps the non-nuclear principles: the doctrine event at "
            "the start date."
        ),
        status="page read",
    ),
    "Nakatani2015": Reference(
        authors="Tokyo Shimbun, translated by the US Embassy in Tokyo",
        year=2015,
        title="Japan, ROK defense ministers differ on SDF deployment in North Korea",
        where="Tokyo Shimbun, 21 October 2015",
        doi="",
        url="https://jmh.usembassy.gov/2015102171912/",
        supports=(
            "Japan's minister held that Seoul's jurisdiction ends at the armistice line while "
            "Seoul asked for consent to any action in the North."
        ),
        status="page read",
    ),
    "NarangMehta2019": Reference(
        authors="Neil Narang and Rupal N. Mehta",
        year=2019,
        title=("The Unforeseen Consequences of Extended Deterrence: Moral Hazard in a Nuclear Client State"),
        where="Journal of Conflict Resolution 63(1): 218-250",
        doi="10.1177/0022002717729025",
        url="https://www.mendeley.com/catalogue/66c70e9b-076e-336d-9bae-3e9735fa008e/",
        supports=(
            "A nuclear umbrella brings clients better bargains rather than more war; "
            "emboldenment may show below the level of force."
        ),
        status="abstract read",
    ),
    "NaturalEarth": Reference(
        authors="Natural Earth (Nathaniel Vaughn Kelso, Tom Patterson and contributors)",
        year=2009,
        title="Natural Earth: free vector and raster map data",
        where="North American Cartographic Information Society, continuing",
        doi="",
        url=("https://www.naturalearthdata.com/forums/topic/licensing-naturalearth-pd-vs-gadm-license/"),
        supports="Public-domain outlines for the map.",
        status="page read",
    ),
    "Osgood1962": Reference(
        authors="Charles E. Osgood",
        year=1962,
        title="An Alternative to War or Surrender",
        where="University of Illinois Press",
        doi="",
        url=("https://savinghumans.wordpress.com/2014/05/21/building-a-spiral-of-trust-through-grit/"),
        supports=("Announced one-sided steps that invite but do not demand an answer can turn a spiral round."),
        status="page read",
    ),
    "Owen2007": Reference(
        authors="Art B. Owen",
        year=2007,
        title="The pigeonhole bootstrap",
        where="The Annals of Applied Statistics 1(2), 386-411",
        doi="10.1214/07-AOAS122",
        url="https://pdfslide.net/documents/the-pigeonhole-bootstrap-stanford-owenreportsaoas122pdf-the-pigeonhole-bootstrap.html",
        supports=(
            "Where rows and columns of a table are both random no bootstrap is exact; redrawing both separately is "
            "sound for means and needs no model of the effects."
        ),
        status="abstract read",
    ),
    "ParkYun2016": Reference(
        authors="Jaehan Park and Sangyoung Yun",
        year=2016,
        title="Korea and Japan's Military Information Agreement: A Final Touch for the Pivot?",
        where="The Diplomat, November 2016",
        doi="",
        url=(
            "http://thediplomat.com/2016/11/korea-and-japans-military-information-agreement-a-final-touch-for-the-pivot"
        ),
        supports=(
            "Reads the 2016 signing as mutual need under missile threat plus an outgoing "
            "American administration's push: formation hazard as threat times brokerage."
        ),
        status="page read",
    ),
    "PatchenBogumil1995": Reference(
        authors="Martin Patchen and David D. Bogumil",
        year=1995,
        title="Testing Alternative Models of Reciprocity Against Interaction During the Cold War",
        where="Conflict Management and Peace Science 14(2): 163-195",
        doi="10.1177/073889429501400203",
        url="https://sage.cnpereading.com/doi/10.1177/073889429501400203",
        supports=("Between the superpowers reciprocity was present but weak and strongest in tense times."),
        status="abstract read",
    ),
    "PhnomPenh2022": Reference(
        authors="Joseph R. Biden, Fumio Kishida and Yoon Suk Yeol",
        year=2022,
        title="Phnom Penh Statement on Trilateral Partnership for the Indo-Pacific",
        where="Joint statement, 13 November 2022 (The American Presidency Project)",
        doi="",
        url=(
            "https://presidency.ucsb.edu/documents/joint-statement-president-biden-prime-minist"
            "er-fumio-kishida-japan-and-president-yoon-suk"
        ),
        supports=(
            "Three leaders pledge deterrence, shared missile-warning data and economic-security "
            "talks: the seed of a protocol."
        ),
        status="page read",
    ),
    "PianosiWagener2018": Reference(
        authors="Francesca Pianosi and Thorsten Wagener",
        year=2018,
        title="Distribution-based sensitivity analysis from a generic input-output sample",
        where="Environmental Modelling & Software 108, 197-207",
        doi="10.1016/j.envsoft.2018.07.019",
        url="https://ar5iv.arxiv.org/html/1904.04488",
        supports=(
            "How much a factor matters can be read off any sample: by the distance between the distributions of the "
            "output in a slice of the factor and in all, over the slices (PAWN)."
        ),
        status="page read",
    ),
    "Pieters2020": Reference(
        authors="Zoë Pieters, Mark Strong, Virginia E. Pitzer, Philippe Beutels and Joke Bilcke",
        year=2020,
        title=(
            "A Computationally Efficient Method for Probabilistic Parameter Threshold Analysis for Health Economic "
            "Evaluations"
        ),
        where="Medical Decision Making 40(5), 669-679",
        doi="10.1177/0272989X20937253",
        url="https://pmc.ncbi.nlm.nih.gov/articles/PMC7401185",
        supports=(
            "The value of a parameter at which the preferred strategy changes can be read off a regression of one "
            "sample in which all parameters vary; it agreed with two-level Monte Carlo where varying one alone did not."
        ),
        status="abstract read",
    ),
    "PoortingaPidgeon2004": Reference(
        authors="Wouter Poortinga and Nick F. Pidgeon",
        year=2004,
        title="Trust, the Asymmetry Principle, and the Role of Prior Beliefs",
        where="Risk Analysis 24(6): 1475-1486",
        doi="10.1111/j.0272-4332.2004.00543.x",
        url="https://scilit.com/publications/909827dc8eb794abc77f35c273fe99f6",
        supports=(
            "Bad news weighs more on trust mainly because people read events through prior "
            "attitudes; for the undecided a true negative bias remains."
        ),
        status="abstract read",
    ),
    "Pressman2008": Reference(
        authors="Jeremy Pressman",
        year=2008,
        title="Warring Friends: Alliance Restraint in International Politics",
        where="Cornell University Press",
        doi="",
        url=(
            "https://www.foreignaffairs.com/reviews/capsule-review/2008-11-06/warring-friends-a"
            "lliance-restraint-international-politics"
        ),
        supports=(
            "Restraint is a common motive and works when the stronger ally mobilises its power; "
            "strong states go ahead over junior partners' doubts."
        ),
        status="page read",
    ),
    "Priebe2021": Reference(
        authors="Miranda Priebe, Bryan Rooney, Caitlin McCulloch and Zachary Burdette",
        year=2021,
        title="Do Alliances and Partnerships Entangle the United States in Conflict?",
        where="RAND Corporation, research report RR-A739-3",
        doi="",
        url="https://www.rand.org/t/RRA739-3",
        supports=(
            "A survey of studies finds no US war caused by an emboldened ally, yet reputation "
            "and borrowed interests did help draw the country into several conflicts."
        ),
        status="page read",
    ),
    "Putnam1988": Reference(
        authors="Robert D. Putnam",
        year=1988,
        title="Diplomacy and Domestic Politics: The Logic of Two-Level Games",
        where="International Organization 42(3): 427-460",
        doi="",
        url=(
            "https://www.cambridge.org/core/journals/international-organization/article/abs/dip"
            "lomacy-and-domestic-politics-the-logic-of-twolevel-games/B2E11FB757C4465C4097015BD"
            "421035F"
        ),
        supports=("Leaders bargain abroad under the need for approval at home; grievance is a domestic cost."),
        status="abstract read",
    ),
    "Salmon2011": Reference(
        authors="John K. Salmon, Mark A. Moraes, Ron O. Dror and David E. Shaw",
        year=2011,
        title="Parallel random numbers: as easy as 1, 2, 3",
        where=(
            "Proceedings of SC11, International Conference for High Performance Computing, "
            "Networking, Storage and Analysis"
        ),
        doi="",
        url="https://sc11.supercomputing.org/schedule/SC11_Event_pap274-evid=pap274.vcs.txt",
        supports=(
            "Keyed transformations of a counter (Philox and others) give independent streams "
            "without state, which is what event-keyed draws need."
        ),
        status="abstract read",
    ),
    "Savage1951": Reference(
        authors="Leonard J. Savage",
        year=1951,
        title="The Theory of Statistical Decision",
        where="Journal of the American Statistical Association 46(253), 55-67",
        doi="10.1080/01621459.1951.10500768",
        url="https://systems-analysis.ru/eng/Minimax_regret_criterion_(Savage_criterion)",
        supports=(
            "Regret is the loss against the best act in each state; the act with the least greatest regret is chosen."
        ),
        status="page read",
    ),
    "Secretariat2024": Reference(
        authors="Park Sae-jin",
        year=2024,
        title="South Korea, US, Japan leaders agree to establish trilateral secretariat",
        where="Aju Press, 16 November 2024",
        doi="",
        url="https://ajupress.com/view/20241116100245977",
        supports=(
            "A coordinating secretariat was announced in Lima two months before a change of US "
            "administration: institutions built to outlast leaders."
        ),
        status="page read",
    ),
    "Slovic1993": Reference(
        authors="Paul Slovic",
        year=1993,
        title="Perceived Risk, Trust, and Democracy",
        where="Risk Analysis 13(6): 675-682",
        doi="10.1111/j.1539-6924.1993.tb01329.x",
        url="http://onlinelibrary.wiley.com/doi/10.1111/j.1539-6924.1993.tb01329.x/abstract",
        supports=("Trust is easier to destroy than to create, since bad events are more visible and more believed."),
        status="abstract read",
    ),
    "SmithWinkler2006": Reference(
        authors="James E. Smith and Robert L. Winkler",
        year=2006,
        title="The Optimizer's Curse: Skepticism and Postdecision Surprise in Decision Analysis",
        where="Management Science 52(3), 311-322",
        doi="10.1287/mnsc.1050.0451",
        url="https://scribd.com/document/79506516/The-Optimizers-Curse",
        supports=(
            "The estimate of whichever alternative was chosen for its estimate is too good on average, even where "
            "every single estimate is unbiased."
        ),
        status="abstract read",
    ),
    "Snyder1984": Reference(
        authors="Glenn H. Snyder",
        year=1984,
        title="The Security Dilemma in Alliance Politics",
        where="World Politics 36(4): 461-495",
        doi="",
        url=(
            "https://www.cambridge.org/core/journals/world-politics/article/security-dilemma-in"
            "-alliance-politics/681B1AF11D96E61995028026205CE783"
        ),
        supports=(
            "Support for an ally trades the fear of abandonment against the fear of entrapment "
            "and is tied to the game with the adversary."
        ),
        status="abstract read",
    ),
    "Snyder1997": Reference(
        authors="Glenn H. Snyder",
        year=1997,
        title="Alliance Politics",
        where="Cornell University Press",
        doi="",
        url="",
        supports="The book-length theory of alliance bargaining and restraint of allies.",
        status="unchecked",
    ),
    "SnyderBorghard2011": Reference(
        authors="Jack Snyder and Erica D. Borghard",
        year=2011,
        title="The Cost of Empty Threats: A Penny, Not a Pound",
        where="American Political Science Review 105(3): 437-456",
        doi="",
        url=(
            "https://www.semanticscholar.org/paper/The-Cost-of-Empty-Threats%3A-A-Penny%2C-Not-"
            "a-Pound-Snyder-Borghard/54d0442f0c803b34c502aab2e5de220b052d638f"
        ),
        supports=("Audience costs are hard to see at work in real crises, so the model carries no parameter for them."),
        status="abstract read",
    ),
    "THAADCoercion": Reference(
        authors="Yonhap News Agency",
        year=2017,
        title="S. Korea, China to be affected by THAAD fallout: think tank",
        where="Yonhap, 3 May 2017",
        doi="",
        url="https://en.yna.co.kr/view/AEN20170503002700320",
        supports=(
            "China's answer to a missile battery was put at half a per cent of South Korea's "
            "output, mostly lost tourism: visible alignment is punished economically."
        ),
        status="page read",
    ),
    "TSCF2024": Reference(
        authors="KBS World",
        year=2024,
        title=("Report on the Memorandum of Cooperation on the Trilateral Security Cooperation Framework"),
        where="KBS World Radio news, July 2024",
        doi="",
        url="http://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code=186948",
        supports=("The first document to put trilateral talks, data sharing and regular drills on a standing footing."),
        status="page read",
    ),
    "Wallander2000": Reference(
        authors="Celeste A. Wallander",
        year=2000,
        title="Institutional Assets and Adaptability: NATO After the Cold War",
        where="International Organization 54(4): 705-735",
        doi="",
        url=(
            "https://www.cambridge.org/core/journals/international-organization/article/institu"
            "tional-assets-and-adaptability-nato-after-the-cold-war/23C0990675AD899825BE01EDE04"
            "CF131"
        ),
        supports=(
            "Institutions last because they are dear to build and cheap to keep, and adapt only "
            "if their assets fit the new problem."
        ),
        status="abstract read",
    ),
    "Walt1987": Reference(
        authors="Stephen M. Walt",
        year=1987,
        title="The Origins of Alliances",
        where="Cornell University Press",
        doi="",
        url="https://www.foreignaffairs.com/reviews/capsule-review/1988-09-01/origins-alliances",
        supports=("States line up against threat rather than power, shown on the Middle East 1955-79."),
        status="page read",
    ),
    "Weitsman2004": Reference(
        authors="Patricia A. Weitsman",
        year=2004,
        title="Dangerous Alliances: Proponents of Peace, Weapons of War",
        where="Stanford University Press",
        doi="",
        url="http://muse.jhu.edu/article/173324/pdf",
        supports=(
            "Alliance motives change with threat: hedge when low, tether the rival when "
            "middling, balance when high; fear of a partner can pull closer."
        ),
        status="page read",
    ),
    "YarhiMiloLanoszkaCooper2016": Reference(
        authors="Keren Yarhi-Milo, Alexander Lanoszka and Zack Cooper",
        year=2016,
        title=("To Arm or to Ally? The Patron's Dilemma and the Strategic Logic of Arms Transfers and Alliances"),
        where="International Security 41(2): 90-139",
        doi="10.1162/ISEC_a_00250",
        url="https://oar.princeton.edu/handle/88435/pr1zv33",
        supports=(
            "Patrons give arms or pacts according to shared threat and the local balance so as "
            "not to be drawn in: approval depends on agreement about the enemy."
        ),
        status="abstract read",
    ),
    "YeungDavid2022": Reference(
        authors="Victoria Wai Lan Yeung and Roman David",
        year=2022,
        title="Apology mismatch: An experimental approach to Japan's apologies to Korea",
        where=("Asian Journal of Social Psychology 26(3): 301-317 (online 28 October 2022, print 2023)"),
        doi="",
        url=(
            "https://scholars.ln.edu.hk/en/publications/apology-mismatch-an-experimental-approa"
            "ch-to-japans-apologies-to-"
        ),
        supports=(
            "Of 63 Japanese apologies few contained what Korean respondents wanted most, an "
            "admission of wrongdoing; settlements need not end grievance."
        ),
        status="abstract read",
    ),
    "Yoon2007": Reference(
        authors="Tae-Ryong Yoon",
        year=2007,
        title="Fragile cooperation: Net threat theory and Japan-Korea-United States relations",
        where="PhD dissertation, Columbia University",
        doi="",
        url="https://www.globethesis.com/?t=1446390005479705",
        supports=("Japan and Korea cooperate as the threat left over after the US commitment grows."),
        status="abstract read",
    ),
}


def cite(key: str) -> str:
    """Return a reference as one line of text.

    Parameters
    ----------
    key : str
        Key of the source, such as ``"Snyder1984"``.

    Returns
    -------
    str
        Authors, year, title, place and, if known, the DOI or else the address.

    Raises
    ------
    KeyError
        If there is no such key.

    Examples
    --------
    >>> cite("Walt1987").startswith("Stephen M. Walt (1987). The Origins of Alliances.")
    True
    """
    if key not in REFERENCES:
        raise KeyError(f"{key!r} is not in the bibliography")
    ref = REFERENCES[key]
    end = "" if ref.title.endswith(("?", "!")) else "."
    line = f"{ref.authors} ({ref.year}). {ref.title}{end} {ref.where}."
    address = f"https://doi.org/{ref.doi}" if ref.doi else ref.url
    return f"{line} {address}" if address else line
