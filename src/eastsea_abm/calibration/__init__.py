"""Fitting the few parameters that the training record can identify, without a likelihood.

A table of runs with parameters drawn from the priors is reduced to summary statistics of the training months;
draws whose statistics come nearest to the record's are kept [FearnheadPrangle2012]_ and corrected by a local
regression [BeaumontZhangBalding2002]_. What the method can and cannot find is measured on simulated histories
whose parameters are known. No month after the training period is ever read.
"""
