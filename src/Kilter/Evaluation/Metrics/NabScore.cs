using Kilter.Frames;

namespace Kilter.Evaluation.Metrics;

/// <summary>What a hit, a false alarm and a miss are worth.</summary>
/// <param name="Hit">Of the earliest alarm in a window, at its very start.</param>
/// <param name="FalseAlarm">Of an alarm far behind or before any window; taken away.</param>
/// <param name="Miss">Of a window without an alarm; taken away.</param>
public readonly record struct NabProfile(double Hit, double FalseAlarm, double Miss)
{
    /// <summary>The standard profile.</summary>
    public static NabProfile Standard { get; } = new(1, 0.11, 1);

    /// <summary>False alarms weigh twice as much.</summary>
    public static NabProfile FewFalseAlarms { get; } = new(1, 0.22, 1);

    /// <summary>Misses weigh twice as much.</summary>
    public static NabProfile FewMisses { get; } = new(1, 0.11, 2);
}

/// <summary>One series of a corpus.</summary>
/// <param name="Scores">(T).</param>
/// <param name="Windows">The labelled windows, in order and disjoint.</param>
public sealed record NabSeries(IReadOnlyList<double> Scores, IReadOnlyList<SampleRange> Windows);

/// <summary>The score of a corpus at one limit.</summary>
/// <param name="Limit">Scores of at least this are alarms; infinite for none.</param>
/// <param name="Raw">The sum of all rewards.</param>
/// <param name="Value">100·(raw − no alarm) / (perfect − no alarm): 0 for silence, 100 for perfection, below 0 for less than silence. NaN without windows.</param>
public readonly record struct NabResult(double Limit, double Raw, double Value);

/// <summary>The score of the Numenta Anomaly Benchmark, version 1.1: the earliest alarm in a window earns, later ones do not, false alarms cost.</summary>
/// <remarks>
/// <para>The first min(15 % of the record, 750) samples are not judged. An alarm just behind a window is nearly free. A NaN score never is an alarm.</para>
/// <para>Cost: O(N log N) over all samples. Source: A. Lavin, S. Ahmad, "Evaluating real-time anomaly detection algorithms", ICMLA, 2015; its scorer, version 1.1.</para>
/// </remarks>
public static class NabScore
{
    private const double ProbationShare = 0.15;
    private const int LongestProbation = 750;

    /// <summary>How many first samples of a record are not judged.</summary>
    public static int Probation(int samples) => Math.Min((int)(ProbationShare * samples), LongestProbation);

    /// <summary>What an alarm on each sample is worth, (T), probation included.</summary>
    public static double[] Rewards(int samples, IReadOnlyList<SampleRange> windows, NabProfile profile)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var rewards = new double[samples];
        var next = 0;
        for (var t = 0; t < samples; t++)
        {
            while (next < windows.Count && windows[next].End <= t)
            {
                next++;
            }

            if (next < windows.Count && windows[next].Contains(t))
            {
                rewards[t] = profile.Hit * Sigmoid((double)(t - windows[next].End) / windows[next].Length) / Sigmoid(-1);
            }
            else
            {
                rewards[t] = profile.FalseAlarm * (next == 0 ? -1 : Behind(t, windows[next - 1]));
            }
        }

        return rewards;
    }

    /// <summary>The score at a limit.</summary>
    public static NabResult At(IReadOnlyList<NabSeries> corpus, NabProfile profile, double limit)
    {
        var sweep = new NabSweep(corpus, profile);
        sweep.FlagDownTo(limit);
        return sweep.Result(limit);
    }

    /// <summary>The best score over one limit for all series, the highest such limit: an oracle, since the labels choose it.</summary>
    public static NabResult Best(IReadOnlyList<NabSeries> corpus, NabProfile profile)
    {
        var sweep = new NabSweep(corpus, profile);
        var best = sweep.Result(double.PositiveInfinity);
        while (sweep.Next is { } limit)
        {
            sweep.FlagDownTo(limit);
            var result = sweep.Result(limit);
            best = result.Raw > best.Raw ? result : best;
        }

        return best;
    }

    // A flag far behind a window, or behind one of a single sample, is a plain false alarm.
    private static double Behind(int sample, SampleRange window)
    {
        var place = (double)(sample - (window.End - 1)) / (window.Length - 1);
        return place > 3 ? -1 : Sigmoid(place);
    }

    private static double Sigmoid(double x) => (2 / (1 + Math.Exp(5 * x))) - 1;
}

/// <summary>Flags the samples of a corpus from the highest score down and keeps the sum of rewards.</summary>
internal sealed class NabSweep
{
    private readonly (double Score, double Reward, int Window)[] _samples;
    private readonly double[] _windows;
    private readonly double _least;
    private readonly double _most;
    private double _false;
    private int _at;

    public NabSweep(IReadOnlyList<NabSeries> corpus, NabProfile profile)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var samples = new List<(double, double, int)>();
        var windows = new List<double>();
        foreach (var series in corpus)
        {
            Add(series, profile, samples, windows);
            _least -= profile.Miss * series.Windows.Count;
            _most += profile.Hit * series.Windows.Count;
        }

        _samples = [.. samples.OrderByDescending(s => s.Item1)];
        _windows = [.. windows];
    }

    /// <summary>The next lower score; null when all are flagged.</summary>
    public double? Next => _at < _samples.Length ? _samples[_at].Score : null;

    public void FlagDownTo(double limit)
    {
        for (; _at < _samples.Length && _samples[_at].Score >= limit; _at++)
        {
            var (_, reward, window) = _samples[_at];
            if (window < 0)
            {
                _false += reward;
            }
            else
            {
                _windows[window] = Math.Max(_windows[window], reward);
            }
        }
    }

    public NabResult Result(double limit)
    {
        var raw = _false + _windows.Sum();
        return new NabResult(limit, raw, _most == _least ? double.NaN : 100 * (raw - _least) / (_most - _least));
    }

    // Windows that lie in the probation whole are never missed and never hit, though the perfect and the silent score count them.
    private static void Add(NabSeries series, NabProfile profile, List<(double Score, double Reward, int Window)> samples, List<double> windows)
    {
        var rewards = NabScore.Rewards(series.Scores.Count, series.Windows, profile);
        var start = NabScore.Probation(series.Scores.Count);
        var number = new int[series.Scores.Count];
        Array.Fill(number, -1);
        foreach (var window in series.Windows.Where(w => w.End > start))
        {
            Array.Fill(number, windows.Count, window.Start, window.Length);
            windows.Add(-profile.Miss);
        }

        for (var t = start; t < rewards.Length; t++)
        {
            if (!double.IsNaN(series.Scores[t]))
            {
                samples.Add((series.Scores[t], rewards[t], number[t]));
            }
        }
    }
}
