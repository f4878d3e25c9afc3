using Kilter.Numerics.Randomness;

namespace Kilter.Pipelines;

/// <summary>Turns "at most N alerts a week" into the rate of false alarms that keeps the promise.</summary>
/// <remarks>
/// Alerts in normal running come near enough at random (Poisson), so a rate of N a week breaks "at most N" in four weeks of ten. The rate returned
/// keeps it in nine weeks of ten: 0.53 for N = 1. A budget below one (0.25: one alert in four weeks) scales that.
/// </remarks>
internal static class AlertBudget
{
    private const double Kept = 0.9;

    /// <summary>Alerts to expect in a week so that at most <paramref name="alertsPerWeek"/> come in nine weeks of ten.</summary>
    public static double ExpectedRate(double alertsPerWeek)
    {
        var whole = Math.Floor(alertsPerWeek);
        if (whole < 1)
        {
            return alertsPerWeek * Rate(1);
        }

        // A Poisson count is whole, so the promise is kept exactly at whole numbers and on a straight line between them.
        return whole >= 1000 ? alertsPerWeek : Rate(whole) + ((alertsPerWeek - whole) * (Rate(whole + 1) - Rate(whole)));
    }

    private static double Rate(double most)
    {
        var (low, high) = (0.0, most + 1);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (AtMost(most, middle) >= Kept)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The chance of at most <paramref name="most"/> events where <paramref name="rate"/> are expected.</summary>
    private static double AtMost(double most, double rate)
    {
        var (term, sum) = (1.0, 1.0);
        for (var k = 1; k <= most; k++)
        {
            term *= rate / k;
            sum += term;
        }

        return sum * PortableMath.Exp(-rate);
    }
}
