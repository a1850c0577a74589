"""Makes reference-values.csv: 10,000 values of distributions, worked out with 34 digits by mpmath 1.3.

Run: python3 reference-values.py > reference-values.csv
Each line: name, probability or count, parameters, value. A quantile is made from its place: the place gives the
probability, the probability is rounded to a double, and one Newton step with 34 digits moves the place to fit it.
"""
import random
from mpmath import mp, mpf, beta, gamma, exp, sqrt, erfc, pi

mp.dps = 34
random.seed(20261130)


def log_uniform(low, high):
    return mpf(float(10 ** random.uniform(low, high)))


def row(name, *numbers):
    print(name, *[str(n) if isinstance(n, int) else repr(float(n)) for n in numbers], sep=",")


def usual_tail():
    return random.choice([0.025, 0.975, 0.001, 0.999, 0.005, 0.995, 0.1, 0.5, 0.9])


def lower_beta(a, b, x):
    # The smaller side converges, the other is what is left.
    if x > (a + 1) / (a + b + 2):
        return 1 - lower_beta(b, a, 1 - x)
    term, total, n = mpf(1), mpf(1), 0
    while abs(term) > total * mpf(10) ** -33:
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    return x ** a * (1 - x) ** b / (a * beta(a, b)) * total


def lower_gamma(a, x):
    term, total, n = mpf(1), mpf(1), 1
    while abs(term) > abs(total) * mpf(10) ** -33:
        term *= x / (a + n)
        total += term
        n += 1
    return x ** a * exp(-x) / gamma(a + 1) * total




def beta_quantile():
    while True:
        a, b = log_uniform(-2, 3), log_uniform(-2, 3)
        mean = a / (a + b)
        spread = sqrt(a * b / (a + b + 1)) / (a + b)
        low = mean * mpf(10) ** -random.uniform(0, 6)
        x = mpf(float(min(max(mean + spread * random.gauss(0, 2), low), 1 - (1 - mean) / 1000)))
        if not 0 < x < 1:
            continue
        p = lower_beta(a, b, x)
        rounded = mpf(float(p))
        if not mpf(10) ** -30 < rounded < 1 - mpf(10) ** -12:
            continue
        density = x ** (a - 1) * (1 - x) ** (b - 1) / beta(a, b)
        # Where the distribution hardly rises the place cannot be found from a rounded probability.
        if density * x < rounded * mpf(10) ** -3:
            continue
        return row("betaQuantile", rounded, a, b, x + (rounded - p) / density)


def chi_square_quantile():
    while True:
        k = random.choice([mpf(random.randint(1, 1000)), log_uniform(-1, 3)])
        x = mpf(float(max(k + sqrt(2 * k) * random.gauss(0, 2), k * mpf(10) ** -random.uniform(0.1, 6))))
        p = lower_gamma(k / 2, x / 2)
        rounded = mpf(float(p))
        if not mpf(10) ** -30 < rounded < 1 - mpf(10) ** -12:
            continue
        density = (x / 2) ** (k / 2 - 1) * exp(-x / 2) / gamma(k / 2) / 2
        return row("chiSquareQuantile", rounded, k, x + (rounded - p) / density)


def normal_quantile():
    z = mpf(random.uniform(-7, 7))
    p = erfc(-z / sqrt(mpf(2))) / 2
    rounded = mpf(float(p))
    row("normalQuantile", rounded, z + (rounded - p) / (exp(-z * z / 2) / sqrt(2 * pi)))


def binomial_sum(count, of, p):
    if count >= of:
        return mpf(1)
    return lower_beta(mpf(of - count), mpf(count + 1), 1 - p)


def binomial_cdf():
    of = int(10 ** random.uniform(0, 3.3))
    p = mpf(random.uniform(0.001, 0.999))
    spread = float(sqrt(of * p * (1 - p)))
    count = min(of, max(0, int(float(of * p) + spread * random.gauss(0, 3))))
    row("binomialCdf", count, of, p, binomial_sum(count, of, p))


def poisson_sum(count, mean):
    term = total = mpf(1)
    for k in range(1, count + 1):
        term *= mean / k
        total += term
    return total * exp(-mean)


def poisson_cdf():
    mean = log_uniform(-3, 3)
    count = max(0, int(float(mean) + float(sqrt(mean)) * random.gauss(0, 3)))
    row("poissonCdf", count, mean, poisson_sum(count, mean))


def quantile_of(name, p, guess, cdf, *parameters):
    count = max(0, guess)
    while cdf(count) < p:
        count += 1
    while count > 0 and cdf(count - 1) >= p:
        count -= 1
    # A probability that is a value of the distribution itself would test rounding, not the search.
    if abs(cdf(count) - p) > mpf(10) ** -14 and (count == 0 or abs(cdf(count - 1) - p) > mpf(10) ** -14):
        row(name, p, *parameters, count)
        return True
    return False


def binomial_quantile():
    while True:
        of, p, tail = int(10 ** random.uniform(0, 2.7)), mpf(random.uniform(0.001, 0.999)), mpf(usual_tail())
        if quantile_of("binomialQuantile", tail, int(of * p), lambda k: binomial_sum(k, of, p), of, p):
            return


def poisson_quantile():
    while True:
        mean, tail = log_uniform(-3, 2.7), mpf(usual_tail())
        if quantile_of("poissonQuantile", tail, int(mean), lambda k: poisson_sum(k, mean), mean):
            return


print("name,probability or count,parameters…,value")
for make, times in [(beta_quantile, 3000), (chi_square_quantile, 2500), (normal_quantile, 500), (binomial_cdf, 1500),
                    (poisson_cdf, 1500), (binomial_quantile, 500), (poisson_quantile, 500)]:
    for _ in range(times):
        make()
