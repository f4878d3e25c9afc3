using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>Chooses where anomalies go and plants them: each in a stretch of its own, in the order asked for, never near the start.</summary>
/// <remarks>
/// The record after the clean start is shared out equally, one slot an anomaly. An anomaly keeps a tenth of its slot free on either side,
/// so two are at least a fifth of a slot apart, and takes at most three fifths of it.
/// </remarks>
internal sealed class Planter(Canvas canvas, SyntheticOptions options, Rng rng)
{
    private const int Tries = 50;

    public IReadOnlyList<Planted> Plant(IReadOnlyList<AnomalySpec> specs)
    {
        var planted = new List<Planted>();
        var first = (int)(options.Clean * canvas.Samples);
        for (var i = 0; i < specs.Count; i++)
        {
            var slot = new SampleRange(Share(first, i, specs.Count), Share(first, i + 1, specs.Count));
            planted.Add(PlantOne(specs[i], slot, rng.Split((ulong)i)));
        }

        planted.Sort((a, b) => a.Range.Start.CompareTo(b.Range.Start));
        for (var i = 1; i < planted.Count; i++)
        {
            if (planted[i].Range.Overlaps(planted[i - 1].Range))
            {
                throw new ArgumentException($"The {planted[i].Kind} would overlap the {planted[i - 1].Kind} before it; move one of the two.");
            }
        }

        return planted;
    }

    private int Share(int first, int part, int parts) => first + (int)((long)(canvas.Samples - first) * part / parts);

    private static int Most(SampleRange slot) => (int)(slot.Length * 3L / 5);

    private Planted PlantOne(AnomalySpec spec, SampleRange slot, Rng own)
    {
        var anomaly = SyntheticCatalog.Anomaly(spec.Kind)
            ?? throw new ArgumentException($"There is no anomaly '{spec.Kind}'. There are: {string.Join(", ", SyntheticCatalog.Anomalies.Select(a => a.Kind))}.");
        var magnitude = spec.Magnitude ?? (anomaly is LevelShift or Drift && own.NextDouble() < 0.5 ? -anomaly.Entry.Magnitude : anomaly.Entry.Magnitude);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var channels = Channels(spec, anomaly.Entry, own);
            var range = anomaly.Fit(canvas, Choose(spec, anomaly.Entry, slot, own));
            if (range.Length > 0 && Apply(anomaly, range, channels, magnitude, own) is { } planted)
            {
                return planted;
            }
        }

        throw new ArgumentException(
            $"A {spec.Kind} found no place in {slot.Length} samples of '{canvas.Signal.Name}'. Make more samples, or plant fewer anomalies.");
    }

    private SampleRange Choose(AnomalySpec spec, AnomalyEntry entry, SampleRange slot, Rng own)
    {
        var most = Math.Max(1, Math.Min(Most(slot), entry.MostSamples));
        var length = spec.Length is { } asked
            ? (int)Math.Clamp(Math.Round(asked.TotalSeconds / canvas.StepSeconds), 1, Math.Max(1, Most(slot)))
            : Math.Clamp((int)Math.Min(canvas.Cycle * own.NextDouble(entry.Cycles.Shortest, entry.Cycles.Longest), 1e8), 1, most);
        if (spec.Start is { } start)
        {
            var from = (int)Math.Clamp(Math.Round(start.TotalSeconds / canvas.StepSeconds), 1, canvas.Samples - 1);
            return new SampleRange(from, Math.Min(from + length, canvas.Samples));
        }

        var margin = slot.Length / 10;
        var room = slot.Length - (2 * margin) - length;
        var at = slot.Start + margin + own.NextInt(Math.Max(1, room));
        return new SampleRange(at, Math.Min(at + length, canvas.Samples));
    }

    private int[] Channels(AnomalySpec spec, AnomalyEntry entry, Rng own)
    {
        if (spec.Channel == "all" || (spec.Channel is null && entry.AllChannels))
        {
            return [.. Enumerable.Range(0, canvas.Channels)];
        }

        if (entry.NeedsTwoChannels && canvas.Channels < 2)
        {
            throw new ArgumentException($"A {entry.Kind} needs two channels or more; '{canvas.Signal.Name}' has one.");
        }

        if (spec.Channel is null)
        {
            return [own.NextInt(canvas.Channels)];
        }

        var names = canvas.Signal.Channels.Select(c => c.Name).ToList();
        var index = names.IndexOf(spec.Channel);
        return index >= 0 ? [index] : throw new ArgumentException($"'{canvas.Signal.Name}' has no channel '{spec.Channel}'. It has: {string.Join(", ", names)}.");
    }

    private Planted? Apply(IAnomaly anomaly, SampleRange range, int[] channels, double magnitude, Rng own)
    {
        var before = canvas.Seen(range);
        foreach (var channel in channels)
        {
            anomaly.Plant(canvas, range, channel, magnitude, own);
        }

        // A label is what can be seen: rounding and the sensors' limits may leave the first or last samples as they were.
        var after = canvas.Seen(range);
        var (start, end) = (int.MaxValue, 0);
        var changed = new bool[canvas.Channels];
        for (var i = 0; i < before.Length; i++)
        {
            if (!before[i].Equals(after[i]))
            {
                start = Math.Min(start, range.Start + (i / canvas.Channels));
                end = range.Start + (i / canvas.Channels) + 1;
                changed[i % canvas.Channels] = true;
            }
        }

        return end == 0 ? null : new Planted(
            anomaly.Entry.Kind, new SampleRange(start, end), [.. canvas.Signal.Channels.Where((_, c) => changed[c]).Select(c => c.Name)], magnitude);
    }
}
