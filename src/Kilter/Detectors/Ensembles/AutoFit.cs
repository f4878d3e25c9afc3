using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Detectors.Ensembles;

/// <summary>One fit of <see cref="AutoDetector"/>: two walks through the training samples, and a tail for each channel and question.</summary>
internal sealed class AutoFit
{
    // More deviations than this tell nothing new about a tail; they are thinned evenly.
    private const int MostTailSamples = 50_000;

    private readonly WindowSet _train;
    private readonly FitContext _context;
    private readonly AutoPlan _plan;
    private readonly Standardizer _standardizer;
    private readonly int _channels;
    private readonly int _count;
    private readonly float[] _deviations;
    private readonly double[] _sample;
    private readonly long[] _longestRun;

    public AutoFit(WindowSet train, FitContext context)
    {
        _train = train;
        _context = context;
        _channels = train.Channels;
        _count = train.Count;
        _plan = AutoPlan.For(_count, _channels, context.Season);
        _standardizer = Standardizer.Fit(train);
        _deviations = new float[(long)_count * _channels * _plan.Parts];
        _sample = new double[_channels];
        _longestRun = new long[_channels];
    }

    /// <summary>The first training sample whose deviations were all honest: a recent level and a profile existed before it.</summary>
    private int FirstJudged => Math.Max(Math.Max(_count / 8, AutoPlan.Lags[^1]), _plan.Season);

    private int Middle => _count / 2;

    /// <summary>Fits.</summary>
    public FittedAuto Run()
    {
        var sums = new[] { new AutoStatistics.Sums(_plan), new AutoStatistics.Sums(_plan) };
        var memory = Walk((t, m) => First(t, m, sums[t < Middle ? 0 : 1]));
        var halves = new[] { Solve(sums[0], 0, Middle), Solve(sums[1], Middle, _count) };
        var whole = Solve(sums[0].Plus(sums[1]), 0, _count);
        var parts = new AutoParts(_plan);
        Walk((t, m) => parts.Deviations(m, halves[t < Middle ? 1 : 0], _sample, (p, c, deviation) => Slot(p, c)[t] = (float)deviation));
        var tails = FitTails();
        _context.Progress?.Report(1);
        var judge = new AutoJudge(_plan, _standardizer, whole, tails, _longestRun);
        return new FittedAuto(judge, memory, Calibrate(judge));
    }

    /// <summary>Goes through the training samples with a fresh memory, which has learned them all at the end.</summary>
    private AutoMemory Walk(Action<int, AutoMemory> visit)
    {
        var memory = new AutoMemory(_plan);
        for (var t = 0; t < _count; t++)
        {
            if ((t & 4095) == 0)
            {
                _context.Cancellation.ThrowIfCancellationRequested();
                _context.Progress?.Report(0.5 * t / _count);
            }

            memory.Seek(_train.PlaceOf(t));
            _standardizer.Apply(_train[t], _sample);
            visit(t, memory);
            memory.Learn(_sample);
        }

        return memory;
    }

    /// <summary>The first walk gathers sums, medians' raw values and standstills; the deviations' room serves as the store of raw values.</summary>
    private void First(int t, AutoMemory memory, AutoStatistics.Sums sums)
    {
        sums.Add(memory, _sample);
        for (var c = 0; c < _channels; c++)
        {
            Slot(0, c)[t] = (float)_sample[c];
            Slot(1, c)[t] = (float)memory.Activity(c, _sample[c]);
            _longestRun[c] = Math.Max(_longestRun[c], memory.Run(c, _sample[c]));
        }
    }

    private AutoStatistics Solve(AutoStatistics.Sums sums, int from, int to)
    {
        var (level, activity) = (new double[_channels], new double[_channels]);
        var scratch = new float[to - from];
        for (var c = 0; c < _channels; c++)
        {
            level[c] = Median(Slot(0, c)[from..to], scratch);
            activity[c] = Median(Slot(1, c)[from..to], scratch);
        }

        return sums.Solve(level, activity);
    }

    private TailTable[] FitTails()
    {
        // What training cannot have shown is not claimed: at most a thousand times rarer than one in all its samples.
        var cap = PortableMath.Log10(_count) + 3;
        var tails = new TailTable[_plan.Parts * _channels];
        var stride = Math.Max(1, (_count - FirstJudged) / MostTailSamples);
        var scratch = new float[((_count - FirstJudged - 1) / stride) + 1];
        for (var i = 0; i < tails.Length; i++)
        {
            var values = _deviations.AsSpan(i * _count, _count);
            for (var n = 0; n < scratch.Length; n++)
            {
                scratch[n] = values[FirstJudged + (n * stride)];
            }

            tails[i] = TailTable.Fit(scratch, cap);
        }

        return tails;
    }

    private float[] Calibrate(AutoJudge judge)
    {
        var scores = new float[_count - FirstJudged];
        var rarity = new double[_channels];
        for (var n = 0; n < scores.Length; n++)
        {
            for (var c = 0; c < _channels; c++)
            {
                var sum = 0.0;
                for (var p = 0; p < _plan.Parts; p++)
                {
                    sum += _plan.WeightOf(p) * judge.Tail(p, c).Rarity(Slot(p, c)[FirstJudged + n]);
                }

                rarity[c] = sum / _plan.TotalWeight;
            }

            scores[n] = AutoJudge.Combine(rarity);
        }

        return scores;
    }

    private Span<float> Slot(int part, int channel) => _deviations.AsSpan(((part * _channels) + channel) * _count, _count);

    private static double Median(ReadOnlySpan<float> values, Span<float> scratch)
    {
        values.CopyTo(scratch);
        var sorted = scratch[..values.Length];
        sorted.Sort();
        return ((double)sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
