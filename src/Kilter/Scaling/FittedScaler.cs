using Kilter.Artifacts;
using Kilter.Frames;

namespace Kilter.Scaling;

/// <summary>The fitted half of every scaler: one centre and one scale a channel.</summary>
internal sealed class FittedScaler : IFittedScaler
{
    private const double Bound = 1e18;
    private readonly string _name;
    private readonly double[] _centre;
    private readonly double[] _scale;

    internal FittedScaler(string name, double[] centre, double[] scale)
    {
        _name = name;
        _centre = centre;
        _scale = scale;
    }

    public RowsSeen FittedOn { get; init; } = RowsSeen.Unknown;

    public int Channels => _centre.Length;

    internal ReadOnlySpan<double> Centres => _centre;

    public static FittedScaler Read(ArtifactReader artifact)
    {
        var centre = artifact.Numbers("centre");
        var scale = artifact.Numbers("scale", centre.Length);
        if (Array.Exists(scale, s => !(s > 0) || !double.IsFinite(s)) || !Array.TrueForAll(centre, double.IsFinite))
        {
            throw new InvalidDataException("The model's scaler holds a centre that is not finite or a scale that is not positive.");
        }

        return new FittedScaler(artifact.Text("name"), centre, scale) { FittedOn = RowsStore.Read(artifact, "fitted-on") };
    }

    public void Transform(Frame frame, Span<float> scaled)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Channels.Count != Channels)
        {
            throw new ArgumentException($"The frame has {frame.Channels.Count} channels; the scaler was fitted on {Channels}.", nameof(frame));
        }

        var values = frame.Values;
        Guard.Length(scaled.Length, values.Length, nameof(scaled));
        for (var t = 0; t < values.Length; t += Channels)
        {
            for (var c = 0; c < Channels; c++)
            {
                scaled[t + c] = (float)Math.Clamp((values[t + c] - _centre[c]) / _scale[c], -Bound, Bound);
            }
        }
    }

    public double Apply(int channel, double value) => (value - _centre[channel]) / _scale[channel];

    public double Inverse(int channel, double scaled) => (scaled * _scale[channel]) + _centre[channel];

    public double Scale(int channel) => _scale[channel];

    public void Write(ArtifactWriter artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        artifact.Set("name", _name);
        artifact.Set("centre", (ReadOnlySpan<double>)_centre);
        artifact.Set("scale", (ReadOnlySpan<double>)_scale);
        RowsStore.Write(artifact, "fitted-on", FittedOn);
    }
}
