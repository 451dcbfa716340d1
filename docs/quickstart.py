# %% [markdown]
# # A first look at `eastsea_abm` in Python
#
# Run it as a script, or cell by cell in a notebook. It takes a few seconds and needs no network.

# %% A run on Mesa's stage
from eastsea_abm import RegionModel

model = RegionModel("phnom-penh-2022", months=36)
model.run_for(12)
korea = model.state("KOR")
print(f"{model.date}: Seoul trusts Tokyo {korea.trust['JPN']:.2f}, last acts {korea.last_actions}")

# %% Why did Seoul do what it did?
said = korea.explain("JPN")
print(f"KOR to JPN: {said.act} (chance {said.chance:.2f})")
for name, value in sorted(said.decision.terms.items(), key=lambda term: -abs(term[1])):
    print(f"  {name:22s} {value:+.3f}")

# %% Poke it: a dispute next month, and see what becomes of trust
model.inject({"effect": "grieve", "actor": "KOR", "targets": ["JPN"], "size": 1.5, "note": "A court ruling"})
before = korea.grievance["JPN"]
model.run_for(1)
print(f"grievance {before:.2f} -> {korea.grievance['JPN']:.2f}")
model.run_for(23)

# %% What was collected
table = model.datacollector.get_model_vars_dataframe()
print(table[["cooperation", "trilateral", "entrapment", "involvement"]].describe().round(3))

# %% The same month without a stage
from eastsea_abm.draws import luck
from eastsea_abm.scenario.setup import made_ready

setup = made_ready("phnom-penh-2022", policy="hedge", months=36)
history = setup.run(luck(setup.scenario.file.seed))
print("hedging, last month: cooperation", round(float(history[-1, setup.columns.index("cooperation")]), 1))
