using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Training;

/// <summary>Finds the layer in which a training ran away.</summary>
internal static class Divergence
{
    /// <summary>One sentence: the first matrix that is not finite, or the one with the largest weight.</summary>
    public static string Describe(Network network)
    {
        var (worst, largest) = ("", 0f);
        foreach (var matrix in network.Matrices)
        {
            var weights = matrix.In(network.Weights);
            if (FiniteKernel.FirstNonFinite(weights) >= 0)
            {
                return $"The weights of '{matrix.Name}' are no longer finite.";
            }

            foreach (var w in weights)
            {
                if (Math.Abs(w) > largest)
                {
                    (worst, largest) = (matrix.Name, Math.Abs(w));
                }
            }
        }

        return FormattableString.Invariant($"The largest weight is {largest:g4}, in '{worst}'.");
    }
}
