using Kilter.Numerics.Neural;

namespace Kilter.Recipes;

/// <summary>Windows and what is to be learned from them, ready for a network. N windows of W samples of C channels.</summary>
/// <remarks>Immutable by agreement: steps that change windows make new ones.</remarks>
/// <param name="Steps">W, samples in a window.</param>
/// <param name="Width">C, values in a sample.</param>
/// <param name="Inputs">(N, W, C), oldest sample first.</param>
/// <param name="TargetLength">Values of a target.</param>
/// <param name="Targets">(N, TargetLength): the values ahead for a forecaster, the window itself for an autoencoder.</param>
/// <param name="Rows">(N): the row of the frame each target begins at; for an autoencoder that of the window's last sample.</param>
public sealed record WindowBatch(int Steps, int Width, float[] Inputs, int TargetLength, float[] Targets, int[] Rows)
{
    /// <summary>N, how many windows there are.</summary>
    public int Count => Rows.Length;

    /// <summary>The shape of one window for a network.</summary>
    public SampleShape Shape => new(Steps, Width);

    /// <summary>The inputs as a network reads them.</summary>
    public WindowArray InputWindows => new(Inputs, Steps * Width);

    /// <summary>The targets as a network reads them.</summary>
    public WindowArray TargetWindows => new(Targets, TargetLength);

    /// <summary>The windows of these numbers, in this order, copied.</summary>
    public WindowBatch Pick(ReadOnlySpan<int> windows)
    {
        var length = Steps * Width;
        var (inputs, targets, rows) = (new float[windows.Length * length], new float[windows.Length * TargetLength], new int[windows.Length]);
        for (var n = 0; n < windows.Length; n++)
        {
            Inputs.AsSpan(windows[n] * length, length).CopyTo(inputs.AsSpan(n * length));
            Targets.AsSpan(windows[n] * TargetLength, TargetLength).CopyTo(targets.AsSpan(n * TargetLength));
            rows[n] = Rows[windows[n]];
        }

        return this with { Inputs = inputs, Targets = targets, Rows = rows };
    }
}
