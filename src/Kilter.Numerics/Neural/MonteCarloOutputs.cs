namespace Kilter.Numerics.Neural;

/// <summary>What a network with its dropout and noise left on gave over several passes: how sure it is.</summary>
/// <remarks>
/// Source: Y. Gal, Z. Ghahramani, "Dropout as a Bayesian approximation: representing model uncertainty in deep learning", ICML, 2016.
/// </remarks>
/// <param name="Mean">The mean over the passes of each output, window behind window: N·Output.Length values.</param>
/// <param name="StandardDeviation">The sample standard deviation over the passes (divided by passes − 1), laid out likewise. 0 where nothing is random.</param>
/// <param name="Passes">The outputs of each pass, laid out likewise; empty unless they were asked for.</param>
public sealed record MonteCarloOutputs(float[] Mean, float[] StandardDeviation, IReadOnlyList<float[]> Passes)
{
    /// <summary>Runs the passes. Each has a key of its own, which follows from the seed and its number, so neither threads nor the number of passes change it.</summary>
    internal static MonteCarloOutputs Run(Action<ulong, Memory<float>> score, int outputs, int passes, ulong seed, bool keep)
    {
        var (mean, squares) = (new double[outputs], new double[outputs]);
        var kept = new List<float[]>();
        var values = new float[outputs];
        for (var pass = 0; pass < passes; pass++)
        {
            score((seed * 0xD134_2543_DE82_EF95UL) + ((ulong)(pass + 1) * 0x9E37_79B9_7F4A_7C15UL), values);
            for (var i = 0; i < outputs; i++)
            {
                // B. P. Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics, 1962.
                var difference = values[i] - mean[i];
                mean[i] += difference / (pass + 1);
                squares[i] += difference * (values[i] - mean[i]);
            }

            if (keep)
            {
                kept.Add(values.AsSpan().ToArray());
            }
        }

        return new MonteCarloOutputs(
            Array.ConvertAll(mean, m => (float)m), Array.ConvertAll(squares, s => (float)Math.Sqrt(s / (passes - 1))), kept);
    }
}
