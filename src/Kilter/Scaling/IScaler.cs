using Kilter.Artifacts;
using Kilter.Frames;

namespace Kilter.Scaling;

/// <summary>Settings that can learn how to bring channels of different units to comparable numbers. Immutable.</summary>
public interface IScaler
{
    /// <summary>Learns centre and scale of every channel from the samples in <paramref name="rows"/> only.</summary>
    /// <remarks>
    /// Missing values are skipped. A channel that is constant there (or has no value at all) is centred and divided by 1,
    /// so a later change keeps its size in the channel's own unit.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all in the frame.</exception>
    IFittedScaler Fit(Frame frame, SampleRange rows);
}

/// <summary>A fitted <see cref="IScaler"/>: scaled = (value − centre) / scale, channel by channel. Immutable, safe for any number of threads.</summary>
public interface IFittedScaler
{
    /// <summary>C, the channels it was fitted on.</summary>
    int Channels { get; }

    /// <summary>The rows that centre and scale were learned from.</summary>
    RowsSeen FittedOn => RowsSeen.Unknown;

    /// <summary>Writes the scaled frame, row-major (T, C), as float32. NaN stays NaN.</summary>
    /// <remarks>Results are held within ±1e18, so that a detector's squares and products of them stay finite.</remarks>
    /// <exception cref="ArgumentException">The frame has other channels than C, or <paramref name="scaled"/> not T·C values.</exception>
    void Transform(Frame frame, Span<float> scaled);

    /// <summary>One value scaled, in float64.</summary>
    double Apply(int channel, double value);

    /// <summary>The value in the channel's own unit that gives <paramref name="scaled"/>: the inverse of <see cref="Apply"/>.</summary>
    double Inverse(int channel, double scaled);

    /// <summary>One scaled unit in the channel's own unit; positive.</summary>
    double Scale(int channel);

    /// <summary>Saves everything needed to scale to the same bits.</summary>
    void Write(ArtifactWriter artifact);
}
