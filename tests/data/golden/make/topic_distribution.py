# SPDX-License-Identifier: GPL-3.0-or-later
"""One column of numbers: moments, quantiles, box plot, density, normal plot, transforms, outliers."""

import numpy
import scipy
from scipy import special, stats

from reference import versions

REFERENCE = versions(numpy, scipy)
NAN = float("nan")
SHARES = [0, 0.001, 0.1, 0.25, 0.3, 0.5, 2 / 3, 0.7, 0.75, 0.95, 0.999, 1]
# Hyndman and Fan's nine types, by the names that numpy has for them.
TYPES = ["inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen",
         "weibull", "linear", "median_unbiased", "normal_unbiased"]


def columns(numbers):
    yield "weibull", numbers.weibull(1.4, 40).round(3) + 0.001
    yield "mixed-signs", (numbers.standard_t(3, 37) * 2).round(2)
    yield "integers", numbers.integers(0, 6, 30).astype(float)
    yield "ten", numpy.array([3.0, -1.0, 4.0, 1.0, -5.0, 9.0, 2.0, 6.0, 5.5, 3.5])
    yield "four", numpy.array([8.0, 1.0, 2.0, 4.0])
    yield "three", numpy.array([10.0, 30.0, 20.0])
    yield "two", numpy.array([7.0, 3.0])
    yield "far-from-zero", 1e8 + numbers.normal(0, 1, 25).round(3)
    yield "small", numbers.lognormal(-12, 1, 20)
    yield "far-outliers", numpy.concatenate([numbers.normal(0, 1, 30).round(3), [50.0, -60.0, 7.0]])
    # More than half are equal: the median deviation is 0.
    yield "mostly-same", numpy.array([2.0] * 9 + [1.0, 3.0, 100.0])


def moments_case(topic, name, values, x, status=None):
    kept = values[~numpy.isnan(values)]
    varied = len(kept) > 1 and kept.std() > 1e-12 * max(1.0, abs(kept).max())
    expect = {
        "n": len(kept),
        "mean": kept.mean(),
        "var_ddof1": kept.var(ddof=1) if len(kept) > 1 else NAN,
        "min": kept.min(),
        "max": kept.max(),
        "skew_biased": stats.skew(kept) if varied else NAN,
        "skew_unbiased": stats.skew(kept, bias=False) if varied and len(kept) >= 3 else NAN,
        "kurt_excess_biased": stats.kurtosis(kept) if varied else NAN,
        "kurt_excess_unbiased": stats.kurtosis(kept, bias=False) if varied and len(kept) >= 4 else NAN,
    }
    if status is not None:
        expect["status"] = status
    topic.add(f"{name}-moments", "moments", {"x": x}, expect, within=(1e-10, 1e-9))


def quantile_cases(topic, name, values, x):
    kept = values[~numpy.isnan(values)]
    for number, method in enumerate(TYPES, start=1):
        topic.add(f"{name}-quantile-{number}", "quantile", {"x": x, "q": topic.share("shares", SHARES), "type": number},
                  {"values": numpy.quantile(kept, SHARES, method=method)}, within=(1e-12, 1e-12))


def box_case(topic, name, values, x, whisker=1.5):
    kept = values[~numpy.isnan(values)]
    first, median, third = numpy.percentile(kept, [25, 50, 75])
    reach = whisker * (third - first)
    beyond = (values < first - reach) | (values > third + reach)
    notch = 1.57 * (third - first) / len(kept) ** 0.5
    topic.add(f"{name}-box-{whisker}", "box_plot", {"x": x, "whisker": whisker}, {
        "q1": first, "median": median, "q3": third, "notch_lo": median - notch, "notch_hi": median + notch,
        "whisker_lo": numpy.nanmin(values[~beyond]), "whisker_hi": numpy.nanmax(values[~beyond]),
        "outlier_index": numpy.flatnonzero(beyond),
    })


def shape_cases(topic, name, values, x):
    (theoretical, ordered), (slope, intercept, r) = stats.probplot(values)
    topic.add(f"{name}-normal-plot", "qq_normal", {"x": x},
              {"theoretical": theoretical, "ordered": ordered, "slope": slope, "intercept": intercept, "r": r},
              within=(1e-9, 1e-9))
    for rule in ["scott", "silverman"]:
        width = stats.gaussian_kde(values, rule).factor * values.std(ddof=1)
        grid = numpy.linspace(values.min() - values.std(), values.max() + values.std(), 9)
        # Summed here: scipy divides by the width before it subtracts, and far from zero
        # loses digits so.
        density = [stats.norm.pdf((at - values) / width).mean() / width for at in grid]
        topic.add(f"{name}-density-{rule}", "kde_gaussian", {"x": x, "rule": rule, "grid": grid},
                  {"density": density, "bandwidth": width}, within=(1e-12, 1e-8))


def boxcox_likelihood(values, power):
    """stats.boxcox_llf() takes the variance of x^power / power, whose digits are all
    alike where the power is close to 0."""
    return (power - 1) * numpy.log(values).sum() - len(values) / 2 * numpy.log(special.boxcox(values, power).var())


def transform_cases(topic, name, values, x):
    if values.min() > 0:
        changed, power = stats.boxcox(values)
        topic.add(f"{name}-boxcox", "boxcox", {"x": x},
                  {"lambda": power, "loglik": stats.boxcox_llf(power, values), "skew_after": stats.skew(changed)},
                  within=(1e-4, 1e-4), note="the log-likelihood is at most 1e-7 of it lower")
        # Close to 0 the plain form would lose all digits.
        for power in [-2.0, -0.3, 0.0, 1e-9, 1.0, 3.0]:
            topic.add(f"{name}-boxcox-{power:g}", "boxcox_fixed", {"x": x, "lambda": power},
                      {"first5": stats.boxcox(values, power)[:5], "loglik": boxcox_likelihood(values, power)})
        topic.add(f"{name}-roots-and-logs", "log_sqrt_preview", {"x": x},
                  {"skew_log": stats.skew(numpy.log(values)), "skew_log1p": stats.skew(numpy.log1p(values)),
                   "skew_sqrt": stats.skew(numpy.sqrt(values))}, within=(1e-9, 1e-9))
    changed, power = stats.yeojohnson(values)
    topic.add(f"{name}-yeojohnson", "yeojohnson", {"x": x},
              {"lambda": power, "loglik": stats.yeojohnson_llf(power, values), "skew_after": stats.skew(changed)},
              within=(1e-4, 1e-4))
    for power in [-1.0, 0.0, 0.25, 1.0, 2.0, 3.5]:
        topic.add(f"{name}-yeojohnson-{power:g}", "yeojohnson_fixed", {"x": x, "lambda": power},
                  {"first5": stats.yeojohnson(values, power)[:5]})


def outlier_cases(topic, name, values, x, z_limits=(1.5,), mad_limit=3.5):
    for limit in z_limits:
        score = stats.zscore(values, nan_policy="omit")
        topic.add(f"{name}-z-{limit:g}", "outlier_z", {"x": x, "limit": limit},
                  {"score": score, "index": numpy.flatnonzero(abs(score) > limit)})
    mad = stats.median_abs_deviation(values, nan_policy="omit")
    expect = {"mad": mad, "index": []}
    if mad > 0:
        expect["score"] = stats.norm.ppf(0.75) * (values - numpy.nanmedian(values)) / mad
        expect["index"] = numpy.flatnonzero(abs(expect["score"]) > mad_limit)
    topic.add(f"{name}-mad", "outlier_mad", {"x": x, "limit": mad_limit}, expect,
              note=None if mad > 0 else "nobody is named where the deviation is 0")


def make(topic):
    numbers = numpy.random.default_rng(73)
    for name, values in columns(numbers):
        x = topic.share(name, values)
        moments_case(topic, name, values, x)
        if name not in ("small", "far-from-zero"):
            quantile_cases(topic, name, values, x)
        box_case(topic, name, values, x)
        outlier_cases(topic, name, values, x, (2.0, 3.0) if name == "far-outliers" else (1.5,))
        if len(values) >= 3:
            shape_cases(topic, name, values, x)
        if name in ("weibull", "mixed-signs", "ten", "integers", "far-outliers"):
            transform_cases(topic, name, values, x)
    box_case(topic, "far-outliers", topic_values(topic, "far-outliers"), "@far-outliers", 0.5)

    # What lies on a limit is within it: whiskers from -0.5 to 3.5, scores of 1 and of
    # twice the third quartile of a normal variable.
    limits = numpy.array([1.5, -0.5, 0.75, 1, 1.25, 1.75, 2, 3.5, 3.625])
    box_case(topic, "on-limits", limits, topic.share("on-limits", limits))
    outlier_cases(topic, "minus-one-and-one", numpy.array([-1.0, 1.0, 1.0, -1.0]), [-1, 1, 1, -1], (1.0,))
    outlier_cases(topic, "one-to-five", numpy.arange(1.0, 6.0), [1, 2, 3, 4, 5], (1.5,), 2 * stats.norm.ppf(0.75))

    for name, values in [("constant", numpy.full(7, -1.25)), ("single", numpy.array([42.0]))]:
        x = topic.share(name, values)
        moments_case(topic, name, values, x)
        quantile_cases(topic, name, values, x)
        box_case(topic, name, values, x)
    values = numpy.array([NAN, 2.0, 9.0, NAN, 4.0, 4.0, 7.0, 1.0, 60.0])
    x = topic.share("holes", values)
    moments_case(topic, "holes", values, x)
    quantile_cases(topic, "holes", values, x)
    box_case(topic, "holes", values, x)
    outlier_cases(topic, "holes", values, x)


def topic_values(topic, name):
    return numpy.array(topic.inputs[name], float)
