using Kilter.Numerics.Tests.Neural;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>A sum of two slow twins.</summary>
internal static class SlowResidual
{
    public static SlowLayer LstmAndDense(int units) => (x, input, weights) =>
        [.. SlowLstm.Of(units, sequence: true)(x, input, Inside("lstm_1", weights)).Zip(SlowDense.Of(units)(x, input, Inside("dense_1", weights)), (a, b) => a + b)];

    private static Func<string, double[]> Inside(string layer, Func<string, double[]> weights) => part => weights(layer + "/" + part);
}
