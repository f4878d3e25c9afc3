using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>Curves and how they were drawn.</summary>
/// <param name="Values">(n, points), curve after curve.</param>
/// <param name="Points">Values of a curve.</param>
/// <param name="Centres">(n), the place of each main peak.</param>
/// <param name="Widths">(n), its standard deviation.</param>
/// <param name="SecondCentres">(n), the place of each second peak; empty for normal curves.</param>
/// <param name="SecondWidths">(n), its standard deviation.</param>
public sealed record CurveSet(double[] Values, int Points, double[] Centres, double[] Widths, double[] SecondCentres, double[] SecondWidths)
{
    /// <summary>n, how many curves there are.</summary>
    public int Count => Values.Length / Points;
}

/// <summary>Draws curves with one peak, and anomalous ones with a small second peak, from the stream of numbers that NumPy's seed gives.</summary>
/// <remarks>
/// <para>
/// A curve is exp(−(x − μ)² / (2·s²)) on evenly spread points of [0, 1], scaled so that its greatest value on them is its height. Normal: μ from U(0.1, 0.9), s from
/// U(0.05, 0.5), height 1. Anomalous: such a curve plus one with μ from U(0.1, 0.9), s from U(0.01, 0.05), height 0.12. A call draws all μ, then all s;
/// for anomalous ones then all second μ and all second s.
/// </para>
/// <para>Each call goes on where the last one stopped. Not safe for several threads.</para>
/// <para>Source: the two-peak experiment with autoencoders and classical baselines, published as a blog post with its code; see the recipe <c>two-peak</c>.</para>
/// </remarks>
public sealed class TwoPeakCurves
{
    private const double SecondHeight = 0.12;

    private readonly MersenneTwister _random;
    private readonly int _points;

    /// <summary>Starts the stream.</summary>
    /// <param name="seed">NumPy's seed. Default 42, the original's.</param>
    /// <param name="points">Values of a curve; at least 2. Default 256.</param>
    public TwoPeakCurves(uint seed = 42, int points = 256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        (_random, _points) = (new MersenneTwister(seed), points);
    }

    /// <summary>The next normal curves.</summary>
    public CurveSet Normal(int count)
    {
        var (centres, widths) = (Draw(count, 0.1, 0.9), Draw(count, 0.05, 0.5));
        var values = new double[count * _points];
        for (var n = 0; n < count; n++)
        {
            Curve(centres[n], widths[n], 1, values.AsSpan(n * _points, _points));
        }

        return new CurveSet(values, _points, centres, widths, [], []);
    }

    /// <summary>The next anomalous curves.</summary>
    public CurveSet Anomalous(int count)
    {
        var main = Normal(count);
        var (centres, widths) = (Draw(count, 0.1, 0.9), Draw(count, 0.01, 0.05));
        var second = new double[_points];
        for (var n = 0; n < count; n++)
        {
            Curve(centres[n], widths[n], SecondHeight, second);
            for (var i = 0; i < _points; i++)
            {
                main.Values[(n * _points) + i] += second[i];
            }
        }

        return main with { SecondCentres = centres, SecondWidths = widths };
    }

    /// <summary>One curve.</summary>
    /// <param name="centre">μ.</param>
    /// <param name="width">s &gt; 0.</param>
    /// <param name="height">Its greatest value on the points.</param>
    /// <param name="curve">Overwritten; at least 2 points.</param>
    public static void Curve(double centre, double width, double height, Span<double> curve)
    {
        Guard.AtLeast(curve.Length, 2, "points of a curve");
        var (step, greatest) = (1.0 / (curve.Length - 1), 0.0);
        for (var i = 0; i < curve.Length; i++)
        {
            var off = (i * step) - centre;
            curve[i] = PortableMath.Exp(-off * off / (2 * width * width));
            greatest = Math.Max(greatest, curve[i]);
        }

        for (var i = 0; i < curve.Length; i++)
        {
            curve[i] = curve[i] / greatest * height;
        }
    }

    private double[] Draw(int count, double low, double high)
    {
        var drawn = new double[count];
        for (var n = 0; n < count; n++)
        {
            drawn[n] = _random.Uniform(low, high);
        }

        return drawn;
    }
}
