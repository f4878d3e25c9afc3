namespace Kilter.Preparation;

/// <summary>Labels moved ahead of the events they stand for, and the rows that stay.</summary>
/// <param name="Rows">The rows kept, in order.</param>
/// <param name="Labels">One label a kept row.</param>
public sealed record ShiftedLabels(int[] Rows, bool[] Labels);

/// <summary>Moves labels earlier (or later), so that rows <em>before</em> an event are the ones to find: early warning.</summary>
/// <remarks>
/// The rows of the events themselves are dropped, since what is seen then is too late to warn. It uses labels, so it is a stage of recipes that compare with labels,
/// never one of a pipeline for unlabelled data. Source: C. Ranjan, "LSTM autoencoder for extreme rare event classification", 2019 (curve_shift).
/// </remarks>
public static class LabelShift
{
    /// <summary>The rows without an event; one is labelled when an event lies within <paramref name="shift"/> rows after it.</summary>
    /// <param name="events">One flag a row: true where an event is.</param>
    /// <param name="shift">k: with −2, the two rows before an event are labelled; with 2, the two after; with 0, none. Range [−1e6, 1e6].</param>
    /// <remarks>Labels moved off the top or bottom are lost. Rows are counted, not time: events close to each other share rows. Cost: O(T).</remarks>
    public static ShiftedLabels Of(ReadOnlySpan<bool> events, int shift)
    {
        Guard.InRange(shift, -1_000_000, 1_000_000, nameof(shift));
        var near = new bool[events.Length];
        var reach = Math.Abs(shift);
        var since = int.MaxValue;
        for (var i = 0; i < events.Length; i++)
        {
            // Against the direction of the shift, so that each row knows how far its event is.
            var row = shift < 0 ? events.Length - 1 - i : i;
            since = events[row] ? 0 : since == int.MaxValue ? since : since + 1;
            near[row] = since <= reach;
        }

        var rows = new List<int>();
        for (var row = 0; row < events.Length; row++)
        {
            if (!events[row])
            {
                rows.Add(row);
            }
        }

        return new ShiftedLabels([.. rows], [.. rows.Select(row => near[row])]);
    }
}
