using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>A way to spoil one channel of a signal.</summary>
internal interface IAnomaly
{
    /// <summary>Its line of the catalogue.</summary>
    AnomalyEntry Entry { get; }

    /// <summary>Moves a wanted stretch to where the kind can strike, for example onto whole beats. It may not grow at either end.</summary>
    SampleRange Fit(Canvas canvas, SampleRange wanted) => wanted;

    /// <summary>Changes the channel inside <paramref name="range"/> and nowhere else.</summary>
    void Plant(Canvas canvas, SampleRange range, int channel, double magnitude, Rng rng);
}
