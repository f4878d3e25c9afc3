using Kilter.Frames;

namespace Kilter.Scaling;

/// <summary>Leaves every channel in its own unit.</summary>
public sealed class PlainScaler : IScaler
{
    /// <inheritdoc/>
    public IFittedScaler Fit(Frame frame, SampleRange rows)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var scale = new double[frame.Channels.Count];
        Array.Fill(scale, 1.0);
        return new FittedScaler("none", new double[scale.Length], scale) { FittedOn = RowsSeen.Of(frame.Time, rows) };
    }
}
