using Kilter.Events;
using Kilter.Frames;
using Kilter.Reports;
using Kilter.Thresholds;

namespace Kilter.Tests.Reports;

/// <summary>Made-up reports of every shape a page must stand: their numbers agree with each other, but no detector was run.</summary>
public sealed record ReportSamples
{
    private static readonly DateTime Start = new(2026, 1, 5, 6, 0, 0, DateTimeKind.Utc);

    public int Samples { get; init; } = 6_000;

    public int Channels { get; init; } = 1;

    public int Events { get; init; } = 3;

    public bool HasTime { get; init; } = true;

    public bool Irregular { get; init; }

    public bool Labelled { get; init; } = true;

    public bool Open { get; init; }

    public int ConstantChannels { get; init; }

    public TimeSpan Step { get; init; } = TimeSpan.FromMinutes(5);

    public IReadOnlyList<Channel>? Names { get; init; }

    public static Report CannotTell()
    {
        var report = new ReportSamples { Samples = 40, Events = 0, Labelled = false }.Build();
        var scores = new float[40];
        Array.Fill(scores, float.NaN);
        return report with
        {
            Verdict = Verdict.CannotTell,
            VerdictReason = "Only 40 samples; at least 200 are needed to learn what is normal. Give more rows, or learn from another file with --train FILE.",
            Scores = scores,
            Expected = null,
            Departures = null,
            ClosestCall = null,
            SimpleRules = [],
        };
    }

    public Report Build()
    {
        var rng = new Random(7 + Channels);
        var channels = Names ?? [.. Enumerable.Range(0, Channels).Select(c => Channels == 1 ? new Channel("value") : new Channel($"sensor {c + 1}", c % 3 == 0 ? "°C" : c % 3 == 1 ? "bar" : null))];
        var count = channels.Count;
        var planted = Plant();
        var values = new double[Samples * count];
        var middle = new float[Samples * count];
        var departures = new float[Samples * count];
        var scores = new float[Samples];
        for (var t = 0; t < Samples; t++)
        {
            var k = planted.FindIndex(r => r.Contains(t));
            for (var c = 0; c < count; c++)
            {
                var sigma = 0.4 + (0.1 * (c % 5));
                var clean = (20 * (c + 1)) + (3 * Math.Sin((2 * Math.PI * t / 288) + c));
                var noise = sigma * (rng.NextDouble() + rng.NextDouble() + rng.NextDouble() - 1.5) * 2;
                var lift = k >= 0 && (c + k) % 4 == 0 ? (k % 2 == 0 ? -1 : 1) * sigma * (5 + k) : 0;
                values[(t * count) + c] = k < 0 && t % 1999 == 1 + c ? double.NaN : clean + noise + lift;
                middle[(t * count) + c] = (float)clean;
                departures[(t * count) + c] = (float)(Math.Abs(noise + lift) / (3.3 * sigma));
                scores[t] = Math.Max(scores[t], (float)(Math.Abs(noise + lift) / (3.6 * sigma)));
            }

            scores[t] = k >= 0 ? Math.Max(1.01f, scores[t]) : Math.Min(0.97f, scores[t]);
        }

        var sigmas = Enumerable.Range(0, count).Select(c => 3 * (0.4 + (0.1 * (c % 5)))).ToArray();
        var frame = new Frame(Axis(), channels, values);
        var events = planted.Select((r, k) => Event(frame, middle, sigmas, scores, r, k)).ToList();
        return new Report
        {
            Verdict = events.Count == 0 ? Verdict.No : events.Exists(e => e.Confidence > Confidence.Possible) ? Verdict.Yes : Verdict.Probably,
            Data = Data(frame),
            Method = Method(),
            Run = Run(),
            Frame = frame,
            Scores = scores,
            Expected = new ExpectedRange(middle, sigmas, sigmas),
            Departures = departures,
            Events = events,
            ClosestCall = new NearMiss(Samples / 5, 0.93),
            Labels = Labelled ? new LabelSet(planted.Select(r => new SampleRange(Math.Max(0, r.Start - 5), Math.Min(Samples, r.End + 9)))) : null,
            SimpleRules =
            [
                new("auto (this run)", "seasonal residual and windowed PCA", Labelled ? events.Count : null, Labelled ? events.Count : null, 0, events.Count),
                new("Fixed limits", "largest distance from the training mean", Labelled ? events.Count - 1 : null, Labelled ? events.Count : null, 2, Math.Max(0, events.Count - 1)),
                new("Last value", "largest jump from the previous sample", Labelled ? 1 : null, Labelled ? events.Count : null, 3, Math.Min(1, events.Count)),
            ],
        };
    }

    private List<SampleRange> Plant()
    {
        var planted = new List<SampleRange>();
        for (var k = 0; k < Events; k++)
        {
            var start = (int)(Samples * (0.2 + (0.75 * k / Events)));
            planted.Add(new SampleRange(start, Open && k == Events - 1 ? Samples : Math.Min(Samples, start + 20 + (30 * (k % 4)))));
        }

        return planted;
    }

    private TimeAxis Axis()
    {
        if (!HasTime)
        {
            return TimeAxis.Rows(Samples);
        }

        if (!Irregular)
        {
            return TimeAxis.Regular(Start, Step, Samples);
        }

        var ticks = new long[Samples];
        for (var t = 0; t < Samples; t++)
        {
            ticks[t] = Start.Ticks + (t * Step.Ticks) + (t % 3 * (Step.Ticks / 10)) + (t > Samples / 2 ? 200 * Step.Ticks : 0);
        }

        return TimeAxis.OfTicks(ticks);
    }

    private AnomalyEvent Event(Frame frame, float[] middle, double[] sigmas, float[] scores, SampleRange range, int k)
    {
        var peak = range.Start;
        for (var t = range.Start; t < range.End; t++)
        {
            peak = scores[t] > scores[peak] ? t : peak;
        }

        var involved = Enumerable.Range(0, frame.Channels.Count).Where(c => (c + k) % 4 == 0).DefaultIfEmpty(0).ToList();
        var parts = involved.Select(c => new ChannelPart(
            c, frame.Channels[c].Name, 1.0 / involved.Count, frame[peak, c],
            middle[(peak * frame.Channels.Count) + c] - sigmas[c], middle[(peak * frame.Channels.Count) + c], middle[(peak * frame.Channels.Count) + c] + sigmas[c], peak)).ToList();
        var normal = new SampleRange(range.Start / 2, (range.Start / 2) + range.Length);
        return new AnomalyEvent
        {
            Id = $"E{k + 1}",
            Range = range,
            Peak = peak,
            Score = scores[peak],
            Severity = (Severity)(1 + (k % 3)),
            Confidence = (Confidence)(1 + (k % 3)),
            ReturnPeriod = k % 3 == 2 ? double.PositiveInfinity : 2.6 * (k + 1),
            Channels = parts,
            OpenAtEnd = range.End == Samples,
            NearestNormal = k == 1 || normal.End > frame.Count ? null : normal,
        };
    }

    private DataSummary Data(Frame frame) => new()
    {
        Name = "pump.csv",
        Rows = Samples,
        Bytes = 732_223,
        Fingerprint = "92bf5b870000000000000000000000000000000000000000000000000000f00d",
        Layout = "CSV, comma, header",
        TimeZone = "none given, read as UTC",
        Step = frame.Time.TypicalStep(),
        Quality = "Fair",
        Checks =
        [
            new("Repeated timestamps", false, "12", "7 Jan 2026, 02:00–02:55: kept the first of each"),
            new("Missing values", true, "3 of " + Samples, ""),
            new("Sampling", true, "every 5 min, steady", ""),
        ],
        Warnings = ["12 repeated timestamps (7 Jan 2026, 02:00–02:55): kept the first of each."],
        ConstantChannels = [.. Enumerable.Range(0, ConstantChannels).Select(i => $"idle {i + 1}")],
        Gaps = Irregular ? [new SampleRange(Samples / 2, (Samples / 2) + 2)] : [],
    };

    private MethodSummary Method() => new()
    {
        Detector = "auto",
        DetectorText = "seasonal residual, windowed PCA and level, calibrated",
        Window = 12,
        Season = 288,
        Threshold = new FittedThreshold
        {
            Name = "budget",
            Limit = 4.25,
            CalibratedOn = 900,
            Tail = new TailFit(Start: 3.0, Scale: 0.5, Shape: -0.05, Rate: 2.5, Count: 40),
            ExpectedRate = 0.25,
            Note = "Set where normal running passes it at most once a week.",
        },
        Budget = 1,
        RatesPerWeek = HasTime,
        SamplesPerUnit = HasTime ? 7 * TimeSpan.TicksPerDay / (double)Step.Ticks : 10_000,
        TrainedOn = new SampleRange(0, (int)(Samples * 0.15)),
        TrainedOnText = "the first 15 %, 5–8 Jan 2026, 900 samples",
        CalibratedOnText = "5–26 Jan 2026, events left out",
        MergeGap = 24,
        NormalPeaks = [.. Enumerable.Range(1, 40).Select(i => 0.35 + (0.6 * i / 40.0 * i / 40.0))],
        NormalUnits = 2.9,
        Limits = ["Why it happened. The channels named are where it showed, not what caused it.", "Whether the training stretch was healthy."],
    };

    private static RunSummary Run() => new()
    {
        Id = "7f3c",
        Command = "kilter detect pump.csv \\\n  --seed 42 --report pump.html",
        ConfigurationJson = """{"detector":{"name":"auto","seed":42},"threshold":{"name":"budget","alertsPerWeek":1}}""",
        Seed = 42,
        Version = "0.1.0",
        Runtime = "10.0.12",
        Made = new DateTime(2026, 2, 1, 3, 0, 0, DateTimeKind.Utc),
        Took = TimeSpan.FromMilliseconds(410),
        Threads = 2,
    };
}
