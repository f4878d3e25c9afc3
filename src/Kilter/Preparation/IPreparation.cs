using Kilter.Artifacts;
using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>Settings that can learn to turn a frame into one that is easier to judge: other values, other channels, or other samples. Immutable.</summary>
public interface IPreparation
{
    /// <summary>True when no prepared value depends on a later sample, so that preparing data as it comes gives the numbers of preparing it whole.</summary>
    bool Causal { get; }

    /// <summary>Learns what it needs (means, channels to leave out) from the samples in <paramref name="rows"/> only. Missing values are skipped.</summary>
    /// <exception cref="ArgumentException">The frame cannot be prepared so; the message says why and what would fit.</exception>
    IFittedPreparation Fit(Frame frame, SampleRange rows);
}

/// <summary>A fitted <see cref="IPreparation"/>. Immutable, safe for any number of threads.</summary>
public interface IFittedPreparation
{
    /// <summary>True when <see cref="Restore"/> knows the way back to the values that came in.</summary>
    bool HasInverse { get; }

    /// <summary>Prepares a frame with the channels it was fitted on. The frame itself is not changed; NaN stays NaN.</summary>
    /// <exception cref="ArgumentException">The frame has other channels than those it was fitted on.</exception>
    PreparedFrame Apply(Frame frame);

    /// <summary>The value before this preparation that would have become <paramref name="value"/>.</summary>
    /// <param name="before">The frame that was prepared.</param>
    /// <param name="sample">The sample of <paramref name="before"/>.</param>
    /// <param name="channel">The channel of <paramref name="before"/>.</param>
    /// <param name="value">A prepared value there.</param>
    /// <returns>The value in the unit of <paramref name="before"/>; NaN when there is no way back.</returns>
    double Restore(Frame before, int sample, int channel, double value);

    /// <summary>Saves everything needed to prepare to the same bits.</summary>
    void Write(ArtifactWriter artifact);
}
