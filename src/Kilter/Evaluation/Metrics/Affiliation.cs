using Kilter.Frames;

namespace Kilter.Evaluation.Metrics;

/// <summary>Affiliation precision and recall: how near flags lie to the labelled stretch they belong to, against a flag put at random beside it.</summary>
/// <remarks>
/// <para>Time is cut into one zone a labelled stretch, at the midpoints between neighbours. A flagged instant earns the chance that a random instant of its zone lies
/// farther from the stretch; an instant of the stretch earns the chance that a random one lies farther than the nearest flag. Flags at random earn about 0.5, so
/// that a value of 0.7 is unimpressive.</para>
/// <para>Undefined without labelled stretches; precision also when nothing is flagged. Zones without a flag count 0 in recall and not at all in precision. Cost: O(stretches).</para>
/// <para>Source: A. Huet et al., "Local evaluation of time series anomaly detection algorithms", KDD, 2022, sections 3 and 4.</para>
/// </remarks>
/// <param name="Precision">In [0, 1]; NaN when undefined.</param>
/// <param name="Recall">In [0, 1]; NaN when undefined.</param>
public readonly record struct Affiliation(double Precision, double Recall)
{
    /// <summary>2·P·R / (P + R), in [0, 1]; NaN without labelled stretches, 0 when nothing is flagged.</summary>
    public double Value => double.IsNaN(Recall) ? double.NaN : Recall == 0 || !(Precision > 0) ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Measures labelled against flagged stretches, both in order and disjoint, in a record of <paramref name="samples"/> samples.</summary>
    public static Affiliation Of(IReadOnlyList<SampleRange> labelled, IReadOnlyList<SampleRange> flagged, int samples)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentNullException.ThrowIfNull(flagged);
        double precision = 0, recall = 0;
        var zones = 0;
        for (var j = 0; j < labelled.Count; j++)
        {
            var zone = new Zone(
                j == 0 ? 0 : (labelled[j - 1].End + labelled[j].Start) / 2.0,
                j == labelled.Count - 1 ? samples : (labelled[j].End + labelled[j + 1].Start) / 2.0,
                labelled[j].Start,
                labelled[j].End);
            var parts = zone.PartsOf(flagged);
            if (parts.Count > 0)
            {
                zones++;
                precision += zone.Precision(parts);
                recall += zone.Recall(parts);
            }
        }

        return new Affiliation(zones == 0 ? double.NaN : precision / zones, labelled.Count == 0 ? double.NaN : recall / labelled.Count);
    }
}

/// <summary>The stretch of time nearest to one labelled stretch [start, end).</summary>
internal readonly record struct Zone(double Low, double High, double Start, double End)
{
    public List<(double Start, double End)> PartsOf(IReadOnlyList<SampleRange> flagged)
    {
        var parts = new List<(double, double)>();
        foreach (var range in flagged)
        {
            var (start, end) = (Math.Max(range.Start, Low), Math.Min(range.End, High));
            if (start < end)
            {
                parts.Add((start, end));
            }
        }

        return parts;
    }

    /// <summary>The mean over flagged time of the chance that a random instant lies farther from the stretch.</summary>
    public double Precision(List<(double Start, double End)> parts)
    {
        double earned = 0, length = 0;
        foreach (var (start, end) in parts)
        {
            length += end - start;
            earned += (High - Low) * Math.Max(0, Math.Min(end, End) - Math.Max(start, Start));
            earned += Farther(Start - Math.Min(end, Start), Start - Math.Min(start, Start));
            earned += Farther(Math.Max(start, End) - End, Math.Max(end, End) - End);
        }

        return earned / length / (High - Low);
    }

    /// <summary>The mean over the stretch of the chance that a random instant lies farther than the nearest flag.</summary>
    public double Recall(List<(double Start, double End)> parts)
    {
        var earned = 0.0;
        for (var i = 0; i < parts.Count; i++)
        {
            // What is nearest to this part: up to the midpoints to its neighbours.
            var from = Math.Max(Start, i == 0 ? double.NegativeInfinity : (parts[i - 1].End + parts[i].Start) / 2);
            var to = Math.Min(End, i == parts.Count - 1 ? double.PositiveInfinity : (parts[i].End + parts[i + 1].Start) / 2);
            if (from >= to)
            {
                continue;
            }

            var (start, end) = parts[i];
            earned += (High - Low) * Math.Max(0, Math.Min(to, end) - Math.Max(from, start));

            // Left of the part at y, d = start − y: instants below y − d and above y + d = start.
            var (a, b) = (from, Math.Min(to, start));
            if (a < b)
            {
                earned += Above((2 * a) - start - Low, (2 * b) - start - Low, b - a) + ((High - start) * (b - a));
            }

            // Right of it, d = y − end: instants below y − d = end and above y + d.
            (a, b) = (Math.Max(from, end), to);
            if (a < b)
            {
                earned += ((end - Low) * (b - a)) + Above(High - (2 * a) + end, High - (2 * b) + end, b - a);
            }
        }

        return earned / (End - Start) / (High - Low);
    }

    // The integral over distances near..far of the length of the zone that lies farther from the stretch.
    private double Farther(double near, double far)
        => far <= near ? 0 : Above(Start - Low - near, Start - Low - far, far - near) + Above(High - End - near, High - End - far, far - near);

    // The integral of max(0, f) over a length, f linear from one value to the other.
    private static double Above(double from, double to, double length)
        => from >= 0 && to >= 0 ? (from + to) / 2 * length
            : from <= 0 && to <= 0 ? 0
            : Math.Max(from, to) * Math.Max(from, to) / Math.Abs(from - to) / 2 * length;
}
