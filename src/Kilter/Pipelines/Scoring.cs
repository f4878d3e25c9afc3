using Kilter.Detectors;
using Kilter.Detectors.Errors;
using Kilter.Frames;
using Kilter.Preparation;
using Kilter.Scaling;
using Kilter.Windows;

namespace Kilter.Pipelines;

/// <summary>A record's scores sample by sample, and why. T samples, C channels.</summary>
/// <param name="Scores">(T) raw scores; NaN where there is none.</param>
/// <param name="Contributions">(T, C); 0 where there is no score.</param>
/// <param name="Expected">(T, C) in the channels' own units; NaN where there is none.</param>
internal sealed record SampleScores(float[] Scores, float[] Contributions, float[] Expected);

/// <summary>Walks a fitted detector through a record.</summary>
internal static class Scoring
{
    // Windows scored between two looks at the cancellation token.
    private const int Chunk = 8192;

    /// <summary>Scores and explains every sample that can be.</summary>
    public static SampleScores Run(
        IFittedDetector detector, PreparedRecord record, ReadOnlyMemory<float> scaled, IFittedScaler scaler, PipelineSpec spec, RunContext context)
    {
        var (samples, channels) = (record.Samples, record.Channels);
        var result = new SampleScores(new float[samples], new float[(long)samples * channels], new float[(long)samples * channels]);
        Array.Fill(result.Scores, float.NaN);
        Array.Fill(result.Expected, float.NaN);
        var windows = record.WindowsIn(scaled, detector.WindowLength, new SampleRange(0, samples));
        if (detector is IOnlineFittedDetector online)
        {
            Replay(online.Start(), windows, result, context);
        }
        else
        {
            ScoreWindows(detector, windows, result, context);
        }

        if (spec.Smooth is { } halfLife)
        {
            // The parts of a score are smoothed like the score, so that they still say what it is made of.
            new ScoreSmoother(halfLife).Smooth(result.Scores, record.Segments, result.Scores);
            SmoothParts(new ScoreSmoother(halfLife), windows, result.Contributions);
        }

        ToOwnUnits(result.Expected, channels, scaler);
        return record.Preparations.Stages.Count == 0 ? result : ToShown(result, record.Data);
    }

    /// <summary>The scores alone, one a window in time order, smoothed as the description says.</summary>
    public static float[] ScoresOf(IFittedDetector detector, WindowSet windows, PipelineSpec spec)
    {
        var scores = new float[windows.Count];
        detector.Score(windows, scores);
        if (spec.Smooth is { } halfLife)
        {
            var (smoother, mean, segment) = (new ScoreSmoother(halfLife), double.NaN, 0);
            for (var n = 0; n < scores.Length; n++)
            {
                mean = smoother.Next(StartsAnew(windows, n, ref segment) ? double.NaN : mean, scores[n]);
                scores[n] = (float)mean;
            }
        }

        return scores;
    }

    private static void SmoothParts(ScoreSmoother smoother, WindowSet windows, float[] parts)
    {
        var (means, segment) = (new double[windows.Channels], 0);
        for (var n = 0; n < windows.Count; n++)
        {
            var anew = StartsAnew(windows, n, ref segment) || n == 0;
            for (var c = 0; c < means.Length; c++)
            {
                ref var part = ref parts[(windows.LastOf(n) * means.Length) + c];
                means[c] = smoother.Next(anew ? double.NaN : means[c], part);
                part = (float)means[c];
            }
        }
    }

    /// <summary>True when a window lies in another stretch than the one before it.</summary>
    private static bool StartsAnew(WindowSet windows, int window, ref int segment)
    {
        var before = segment;
        while (segment < windows.Segments.Count && windows.Segments[segment].End <= windows.LastOf(window))
        {
            segment++;
        }

        return segment != before;
    }

    /// <summary>Brings results from prepared samples, channels and units to those that are shown.</summary>
    private static SampleScores ToShown(SampleScores prepared, PreparedData data)
    {
        var (shown, channels) = (data.Shown.Channels.Count, data.Frame.Channels.Count);
        var result = new SampleScores(new float[data.Shown.Count], new float[(long)data.Shown.Count * shown], new float[(long)data.Shown.Count * shown]);
        Array.Fill(result.Scores, float.NaN);
        Array.Fill(result.Expected, float.NaN);
        for (var t = 0; t < prepared.Scores.Length; t++)
        {
            var sample = data.ShownSample(t);
            result.Scores[sample] = prepared.Scores[t];
            for (var c = 0; c < channels; c++)
            {
                if (data.ShownChannel(c) is >= 0 and var channel)
                {
                    result.Contributions[(sample * shown) + channel] = prepared.Contributions[(t * channels) + c];
                    result.Expected[(sample * shown) + channel] = (float)data.Restore(t, c, prepared.Expected[(t * channels) + c]);
                }
            }
        }

        return result;
    }

    private static void Replay(IOnlineState state, WindowSet windows, SampleScores result, RunContext context)
    {
        var channels = windows.Channels;
        for (var n = 0; n < windows.Count; n++)
        {
            if (n % Chunk == 0)
            {
                Report(context, n, windows.Count);
            }

            var sample = windows.LastOf(n);
            state.Seek(windows.PlaceOf(n));
            result.Scores[sample] = state.Explain(
                windows[n], result.Contributions.AsSpan(sample * channels, channels), result.Expected.AsSpan(sample * channels, channels));
            state.Learn(windows[n]);
        }

        Report(context, windows.Count, windows.Count);
    }

    private static void ScoreWindows(IFittedDetector detector, WindowSet windows, SampleScores result, RunContext context)
    {
        // Chunks depend on nothing but themselves, so any number of threads gives the same bits.
        var chunks = (windows.Count + Chunk - 1) / Chunk;
        var done = 0;
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation }, chunk =>
        {
            var part = windows.Slice(chunk * Chunk, Math.Min(windows.Count, (chunk + 1) * Chunk));
            ScoreChunk(detector, part, result);
            Report(context, Interlocked.Add(ref done, part.Count), windows.Count);
        });
    }

    private static void ScoreChunk(IFittedDetector detector, WindowSet windows, SampleScores result)
    {
        var channels = windows.Channels;
        var (scores, contributions, expected) = (new float[windows.Count], new float[windows.Count * channels], new float[windows.Count * channels]);
        detector.Score(windows, scores);
        detector.Explain(windows, contributions, expected);
        for (var n = 0; n < windows.Count; n++)
        {
            var sample = windows.LastOf(n);
            result.Scores[sample] = scores[n];
            contributions.AsSpan(n * channels, channels).CopyTo(result.Contributions.AsSpan(sample * channels));
            expected.AsSpan(n * channels, channels).CopyTo(result.Expected.AsSpan(sample * channels));
        }
    }

    private static void ToOwnUnits(float[] expected, int channels, IFittedScaler scaler)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            expected[i] = (float)scaler.Inverse(i % channels, expected[i]);
        }
    }

    private static void Report(RunContext context, long done, long total)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        context.Progress?.Report(new PipelineProgress("score", done, total, "samples"));
    }
}
