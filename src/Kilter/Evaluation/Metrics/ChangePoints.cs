namespace Kilter.Evaluation.Metrics;

/// <summary>Alarms against labelled changes of state: the earlier after the change, the better. The score of the Skoltech Anomaly Benchmark.</summary>
/// <remarks>
/// <para>Each change owns the stretch from itself to <c>reach</c> later, both ends inside; where that runs into the next change's, the next loses its beginning. The
/// first alarm in a stretch earns, by an S-shaped fall from the hit's worth to the false alarm's; others inside are passed over; alarms outside are false.</para>
/// <para>An alarm every so often earns much here: read the count of false alarms beside it. Source: I. D. Katser, V. O. Kozitsin, "Skoltech Anomaly Benchmark (SKAB)", 2020.</para>
/// </remarks>
/// <param name="Raw">The sum of all rewards.</param>
/// <param name="Value">0 for silence, 100 for perfection; NaN without changes.</param>
/// <param name="Missed">Changes without an alarm.</param>
/// <param name="FalseAlarms">Alarms outside all stretches.</param>
/// <param name="MeanDelay">Mean from a change to its alarm, in the unit of the places; NaN when none was met.</param>
public readonly record struct ChangePoints(double Raw, double Value, int Missed, int FalseAlarms, double MeanDelay)
{
    private const int Samples = 1000;

    /// <summary>Judges alarms by changes; both rising places on one axis (seconds, rows).</summary>
    /// <param name="changes">Where the state changed.</param>
    /// <param name="alarms">Where alarms were raised.</param>
    /// <param name="reach">How long after a change an alarm still counts. Above 0; 60 seconds in the benchmark.</param>
    /// <param name="profile">What a hit, a false alarm and a miss are worth.</param>
    public static ChangePoints Of(IReadOnlyList<double> changes, IReadOnlyList<double> alarms, double reach, NabProfile profile)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(alarms);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(reach, 0);
        double raw = 0, delays = 0;
        var (missed, falseAlarms) = (0, alarms.Count);
        for (var n = 0; n < changes.Count; n++)
        {
            // A stretch begins where the one before it ends, if that is later than its own change.
            var from = n > 0 ? Math.Max(changes[n], changes[n - 1] + reach) : changes[n];
            var to = changes[n] + reach;
            var inside = alarms.Where(a => a >= from && a <= to).ToList();
            falseAlarms -= inside.Count;
            if (inside.Count == 0)
            {
                missed++;
                raw -= profile.Miss;
                continue;
            }

            raw += Worth((inside[0] - from) / (to - from), profile);
            delays += inside[0] - from;
        }

        raw -= falseAlarms * profile.FalseAlarm;
        double least = -profile.Miss * changes.Count, most = profile.Hit * changes.Count;
        return new(raw, most == least ? double.NaN : 100 * (raw - least) / (most - least), missed, falseAlarms, missed == changes.Count ? double.NaN : delays / (changes.Count - missed));
    }

    // From the hit's worth to minus the false alarm's along a hyperbolic tangent over ±π/2, looked up at one of a thousand places.
    private static double Worth(double place, NabProfile profile)
    {
        var index = Math.Min((int)(Samples * place), Samples - 1);
        var x = (-Math.PI / 2) + (index * Math.PI / (Samples - 1));
        return ((profile.Hit - profile.FalseAlarm) / 2) - ((profile.Hit + profile.FalseAlarm) / 2 * Math.Tanh(x) / Math.Tanh(Math.PI / 2));
    }
}
