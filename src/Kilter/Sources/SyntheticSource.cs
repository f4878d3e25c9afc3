using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Sources.Synthetic;

namespace Kilter.Sources;

/// <summary>Makes a signal with planted, labelled anomalies from a seed: for trying things, for tests, and for demonstrations.</summary>
/// <remarks>
/// The same options give the same bits on every machine and in every thread. Cost: O(T·C) time, about 24 bytes a value while it is made.
/// Anomalies never touch the clean share at the start, never overlap, and their labels are exactly the samples whose values they changed.
/// </remarks>
public sealed class SyntheticSource(SyntheticOptions options) : ISource
{
    /// <summary>The source that <paramref name="text"/> describes: <c>synth:pump?days=30&amp;seed=42&amp;anomalies=spike,flat-line</c>.</summary>
    /// <exception cref="DataException">The text does not fit; the message says what would.</exception>
    public static SyntheticSource Parse(string text) => new(SyntheticText.Parse(text));

    /// <summary>What is made.</summary>
    public SyntheticOptions Options => options;

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"synthetic {options.Signal} (seed {options.Seed})");

    /// <summary>Makes the record with everything that is known about it.</summary>
    /// <exception cref="ArgumentException">There is no such signal, kind or channel, or the anomalies do not fit in the record.</exception>
    public SyntheticSeries Make(CancellationToken cancellation = default)
    {
        var signal = SyntheticCatalog.Signal(options.Signal)
            ?? throw new ArgumentException($"There is no signal '{options.Signal}'. There are: {string.Join(", ", SyntheticCatalog.Signals.Select(s => s.Name))}.");
        var step = options.Step ?? signal.Entry.Step;
        var samples = options.Samples ?? signal.Entry.Samples;
        var rng = new Rng(options.Seed);
        var canvas = new Canvas(samples, step, signal.Entry, options.Noise);
        signal.Draw(canvas, rng.Split(1));
        cancellation.ThrowIfCancellationRequested();
        canvas.AddNoise(rng.Split(2));
        cancellation.ThrowIfCancellationRequested();
        var planted = new Planter(canvas, options, rng.Split(3)).Plant(options.Anomalies ?? signal.Entry.Anomalies);
        var frame = new Frame(
            TimeAxis.Regular(options.Start, step, samples), [.. signal.Entry.Channels.Select(c => c.Channel)], canvas.Seen(new SampleRange(0, samples)));
        return new SyntheticSeries(frame, new LabelSet(planted.Select(p => p.Range)), planted);
    }

    /// <inheritdoc/>
    public Task<Reading> ReadAsync(ReadOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellation.ThrowIfCancellationRequested();
        var series = Make(cancellation);
        var range = new SampleRange(
            options.From is { } from ? series.Frame.Time.IndexAtOrAfter(from.Ticks) : 0,
            options.Until is { } until ? series.Frame.Time.IndexAtOrAfter(until.Ticks) : series.Frame.Count);
        var frame = Select(series.Frame.Slice(range), options);
        var labels = options.LabelColumn == "none" ? null : new LabelSet(series.Labels.Ranges.Where(r => r.Overlaps(range)).Select(r =>
            new SampleRange(Math.Max(r.Start, range.Start) - range.Start, Math.Min(r.End, range.End) - range.Start)));
        return Task.FromResult(new Reading
        {
            Name = Name,
            Frame = frame,
            Labels = labels,
            Columns = Columns(frame, labels),
            Rows = frame.Count,
            Fingerprint = Fingerprint(frame),
            Layout = string.Create(CultureInfo.InvariantCulture, $"made from seed {Options.Seed}, {frame.Count:N0} samples"),
            TimeZone = "UTC (stated)",
            Notes = Notes(frame),
        });
    }

    private Frame Select(Frame frame, ReadOptions read)
    {
        var chosen = read.Channels.Count > 0 ? read.Channels : [.. frame.Channels.Select(c => c.Name).Except(read.Ignore, StringComparer.Ordinal)];
        foreach (var name in chosen)
        {
            if (frame.IndexOf(name) < 0)
            {
                throw new DataException($"{Name} has no channel '{name}'.")
                {
                    Expected = [$"Its channels: {string.Join(", ", frame.Channels.Select(c => c.Name))}."],
                    Try = ["--channels " + Nearest.Of(name, frame.Channels.Select(c => c.Name))],
                    IsUsage = true,
                };
            }
        }

        return chosen.Count == frame.Channels.Count && read.Channels.Count == 0 ? frame : frame.Select([.. chosen.Select(frame.IndexOf)]);
    }

    private static List<ColumnReading> Columns(Frame frame, LabelSet? labels)
    {
        var columns = new List<ColumnReading> { new("timestamp", ColumnRole.Time, "made", 0) };
        for (var c = 0; c < frame.Channels.Count; c++)
        {
            columns.Add(new(frame.Channels[c].Name, ColumnRole.Channel, "made", frame.Column(c).LongCount(double.IsNaN)));
        }

        if (labels is not null)
        {
            columns.Add(new("anomaly", ColumnRole.Label, "planted anomalies", 0));
        }

        return columns;
    }

    private static DataNote[] Notes(Frame frame)
    {
        var missing = 0L;
        foreach (var value in frame.Values)
        {
            missing += double.IsNaN(value) ? 1 : 0;
        }

        return missing == 0 ? [] : [new("missing", missing, string.Create(CultureInfo.InvariantCulture, $"{missing:N0} missing values, planted as a gap."), IsWarning: false)];
    }

    /// <summary>SHA-256 of the values as little-endian float64, row by row.</summary>
    private static string Fingerprint(Frame frame)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[8 * 8192];
        var values = frame.Values;
        for (var start = 0; start < values.Length; start += 8192)
        {
            var part = values.Slice(start, Math.Min(8192, values.Length - start));
            for (var i = 0; i < part.Length; i++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(buffer.AsSpan(i * 8), part[i]);
            }

            hash.AppendData(buffer, 0, part.Length * 8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
