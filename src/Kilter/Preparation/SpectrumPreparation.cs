using Kilter.Artifacts;
using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Numerics.Signal;

namespace Kilter.Preparation;

/// <summary>Settings of <see cref="SpectrumPreparation"/>.</summary>
public sealed record SpectrumOptions
{
    /// <summary>W, the samples of a window. Range [4, 1,048,576]. Default 64.</summary>
    public int Length { get; init => field = Guard.InRange(value, 4, 1 << 20); } = 64;

    /// <summary>Samples between the starts of two windows. Range [1, 1,048,576]. Default 1.</summary>
    public int Stride { get; init => field = Guard.InRange(value, 1, 1 << 20); } = 1;

    /// <summary>B, the bands of equal width between 0 and half the sampling rate. Range [1, 64]; at most W/2. Default 4.</summary>
    public int Bands { get; init => field = Guard.InRange(value, 1, 64); } = 4;

    /// <summary>True to give the natural logarithm of the energies. Default false.</summary>
    public bool Log { get; init; }
}

/// <summary>Turns each channel into the energies of its frequencies: a Fourier transform along time over each window, summed into bands.</summary>
/// <remarks>
/// <para>Channel c becomes B channels "c band 1" … "c band B", low frequencies first. The energies of all bands sum to the variance of the window (divided by W);
/// the mean of the window is in none of them. Unit: the channel's squared. With the logarithm, energies below 1e-9 of the channel's training
/// variance are taken as that.</para>
/// <para>A window gives one sample, at the time of its last one, so nothing looks ahead. One that holds a missing value, or a step of more than ten usual
/// ones, gives a missing sample. No way back. Cost: O(T/stride · C · W·log W).</para>
/// <para>Source: J. W. Cooley, J. W. Tukey, "An algorithm for the machine calculation of complex Fourier series", Math. Comp., 1965.</para>
/// </remarks>
public sealed class SpectrumPreparation : IPreparation
{
    internal const string Name = "spectrum";
    private const double Smallest = 1e-9;
    private readonly SpectrumOptions _options;

    /// <summary>A preparation by <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentException">There are more bands than frequencies.</exception>
    public SpectrumPreparation(SpectrumOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Bands > options.Length / 2)
        {
            throw new ArgumentException($"'bands' is {options.Bands}; a window of {options.Length} samples has {options.Length / 2} frequencies.", nameof(options));
        }

        _options = options;
    }

    /// <inheritdoc/>
    public bool Causal => true;

    /// <inheritdoc/>
    public IFittedPreparation Fit(Frame frame, SampleRange rows)
    {
        ChannelGuard.Inside(frame, rows);
        var floors = new double[frame.Channels.Count];
        for (var c = 0; c < floors.Length; c++)
        {
            var variance = Spread.Variance(frame, rows, c);
            floors[c] = Smallest * (variance > 0 ? variance : 1);
        }

        return new FittedSpectrum(_options.Length, _options.Stride, _options.Bands, _options.Log, Math.Max(1, frame.Time.Slice(rows).TypicalStep()), floors);
    }
}

/// <summary>A fitted <see cref="SpectrumPreparation"/>: the settings, the usual step, and the least energy of each channel.</summary>
internal sealed class FittedSpectrum(int length, int stride, int bands, bool log, long step, double[] floors) : IFittedPreparation
{
    public bool HasInverse => false;

    public static FittedSpectrum Read(ArtifactReader artifact)
    {
        var counts = artifact.WholeNumbers("counts", 5);
        var floors = artifact.Numbers("floors");
        return counts[0] is >= 4 and <= 1 << 20 && counts[1] is >= 1 and <= 1 << 20 && counts[2] >= 1 && counts[2] <= Math.Min(64, counts[0] / 2)
            && counts[4] >= 1 && floors.Length > 0 && Array.TrueForAll(floors, f => f > 0)
            ? new FittedSpectrum((int)counts[0], (int)counts[1], (int)counts[2], counts[3] != 0, counts[4], floors)
            : throw new InvalidDataException("The model's spectrum holds impossible settings.");
    }

    public PreparedFrame Apply(Frame frame)
    {
        var channels = floors.Length;
        ChannelGuard.Same(frame, channels, SpectrumPreparation.Name);
        var count = frame.Count < length ? 0 : ((frame.Count - length) / stride) + 1;
        var (samples, ticks, values) = (new int[count], new long[count], new double[(long)count * channels * bands]);
        var fft = new Fft(length);
        var (clean, looked) = (new int[channels], 0);
        for (var n = 0; n < count; n++)
        {
            var start = n * stride;
            samples[n] = start + length - 1;
            ticks[n] = frame.Time[samples[n]];
            for (; looked <= samples[n]; looked++)
            {
                See(frame, looked, clean);
            }

            for (var c = 0; c < channels; c++)
            {
                Window(fft, frame, start, c, clean[c] <= start, values.AsSpan(((n * channels) + c) * bands, bands));
            }
        }

        var time = frame.Time.HasTime ? TimeAxis.OfTicks(ticks) : TimeAxis.Rows(count);
        return new PreparedFrame(new Frame(time, NamesFor(frame), values), samples, [.. Enumerable.Repeat(-1, channels * bands)]);
    }

    public double Restore(Frame before, int sample, int channel, double value) => double.NaN;

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("counts", [length, stride, bands, log ? 1 : 0, step]);
        artifact.Set("floors", floors.AsSpan());
    }

    /// <summary>Moves the first sample from which a channel's window may start past whatever breaks it.</summary>
    private void See(Frame frame, int sample, int[] clean)
    {
        var jump = sample > 0 && frame.Time[sample] - frame.Time[sample - 1] > TimeJumps.LongestStep * step;
        for (var c = 0; c < clean.Length; c++)
        {
            clean[c] = !double.IsFinite(frame[sample, c]) ? sample + 1 : jump ? sample : clean[c];
        }
    }

    private void Window(Fft fft, Frame frame, int start, int channel, bool whole, Span<double> energies)
    {
        if (!whole)
        {
            energies.Fill(double.NaN);
            return;
        }

        var window = new double[length];
        for (var i = 0; i < length; i++)
        {
            window[i] = frame[start + i, channel];
        }

        BandEnergies.Of(fft, window, energies);
        for (var b = 0; log && b < energies.Length; b++)
        {
            energies[b] = PortableMath.Log(Math.Max(energies[b], floors[channel]));
        }
    }

    private Channel[] NamesFor(Frame frame)
        => [.. frame.Channels.SelectMany(c => Enumerable.Range(1, bands).Select(b => new Channel(
            FormattableString.Invariant($"{c.Name} band {b}"), log || c.Unit is null ? null : c.Unit + "²")))];
}
