using Kilter.Artifacts;
using Kilter.Cleaning;
using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>Fills missing values at this place among the preparations; what is left then follows the pipeline's own rule.</summary>
/// <remarks>Only hold never looks ahead. Learns nothing. Cost: O(T·C).</remarks>
public sealed class FillPreparation(MissingOptions options) : IPreparation
{
    internal const string Name = "fill";

    /// <inheritdoc/>
    public bool Causal => options.Policy is MissingPolicy.Hold or MissingPolicy.Leave;

    /// <inheritdoc/>
    public IFittedPreparation Fit(Frame frame, SampleRange rows)
    {
        ChannelGuard.Inside(frame, rows);
        return new FittedFill(options, frame.Channels.Count);
    }
}

/// <summary>A fitted <see cref="FillPreparation"/>.</summary>
internal sealed class FittedFill(MissingOptions options, int channels) : IFittedPreparation
{
    public bool HasInverse => true;

    public static FittedFill Read(ArtifactReader artifact)
    {
        var counts = artifact.WholeNumbers("counts", 3);
        return Enum.IsDefined((MissingPolicy)counts[0]) && counts[1] is >= 0 and <= 1_000_000_000 && counts[2] is >= 1 and <= 1_000_000
            ? new FittedFill(new MissingOptions { Policy = (MissingPolicy)counts[0], HoldLimit = (int)counts[1] }, (int)counts[2])
            : throw new InvalidDataException("The model's fill holds impossible settings.");
    }

    public PreparedFrame Apply(Frame frame)
    {
        ChannelGuard.Same(frame, channels, FillPreparation.Name);
        return PreparedFrame.Same(MissingValues.Fill(frame, options).Frame);
    }

    public double Restore(Frame before, int sample, int channel, double value) => value;

    public void Write(ArtifactWriter artifact) => artifact.Set("counts", [(long)options.Policy, options.HoldLimit, channels]);
}
