using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>A way to make a signal.</summary>
internal interface ISignal
{
    /// <summary>Its line of the catalogue.</summary>
    SignalEntry Entry { get; }

    /// <summary>Writes what truly happens, sample by sample; the sensors' noise is added by others.</summary>
    void Draw(Canvas canvas, Rng rng);
}
