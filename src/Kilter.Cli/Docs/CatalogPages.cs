using Kilter.Detectors;
using Kilter.Evaluation;
using Kilter.Preparation;
using Kilter.Sources;
using Kilter.Thresholds;

namespace Kilter.Cli.Docs;

/// <summary>The pages that are lists of what there is: <c>docs/detectors.md</c>, <c>docs/metrics.md</c>, <c>docs/sources.md</c>, <c>docs/thresholds.md</c>.</summary>
internal static class CatalogPages
{
    /// <summary>What looks for anomalies.</summary>
    public static string Detectors()
    {
        var page = new MarkdownPage(
            "Detectors",
            "What looks for anomalies. Each learns what is normal from a training stretch and gives every sample a score; higher is more anomalous. Choose one with `--detector NAME`; without it, `auto` is used.",
            "kilter docs detectors");
        page.Table(
            ["Name", "Finds best", "Weak at", "Channels", "Streams", "Fit"],
            DetectorCatalog.All.Select(e => (string[])[$"[`{e.Name}`](#{e.Name})", e.FindsBest, e.WeakAt, e.Channels, e.Causal ? "yes" : "no", e.FitCost]));
        page.Paragraph("\"Streams\": no score depends on later samples, so scoring as data comes gives the same numbers as scoring a whole file.");
        foreach (var entry in DetectorCatalog.All)
        {
            page.Heading(entry.Name);
            page.Paragraph($"{entry.Family}. Window: {entry.DefaultWindow}. Source: {entry.Source}.");
            Settings(page, entry.Settings, "--set");
        }

        return page.ToString();
    }

    /// <summary>What prepares values.</summary>
    public static string Preparations()
    {
        var page = new MarkdownPage(
            "Preparations",
            "What turns measured values into ones that are easier to judge, before scaling. Choose with `--prepare STAGE`, several times for several stages, in order. A stage is a name and, after spaces, its settings: `--prepare \"calendar awake=notebook\"`. What a stage learns, it learns from training samples only.",
            "kilter docs preparations");
        page.Table(
            ["Name", "Does", "Use it when", "The report shows", "Streams"],
            PreparationCatalog.Entries.Select(e => (string[])[$"[`{e.Name}`](#{e.Name})", e.Does, e.UseWhen, e.Shows, e.LooksAhead.Length == 0 ? "yes" : "see below"]));
        page.Paragraph("\"Streams\": no prepared value depends on later samples, so preparing as data comes gives the same numbers as preparing a whole file.");
        foreach (var entry in PreparationCatalog.Entries)
        {
            page.Heading(entry.Name);
            page.Paragraph($"Example: `kilter detect FILE --prepare {(entry.Example.Contains(' ', StringComparison.Ordinal) ? $"\"{entry.Example}\"" : entry.Example)}`. Source: {entry.Source}.");
            if (entry.LooksAhead.Length > 0)
            {
                page.Paragraph($"Looks ahead: {entry.LooksAhead}.");
            }

            if (entry.Settings.Count == 0)
            {
                page.Paragraph("It takes no settings of its own.");
                continue;
            }

            page.Table(["Setting", "Default", "Range", "Meaning"], entry.Settings.Select(s => (string[])[$"`{s.Name}`", s.Default, s.Range, s.Meaning]));
        }

        return page.ToString();
    }

    /// <summary>What can be read.</summary>
    public static string Sources()
    {
        var page = new MarkdownPage(
            "Sources",
            "What can be read. A path is enough: files are told by their first bytes, never by their names. To insist on one, write `NAME:` in front.",
            "kilter docs sources");
        page.Table(["Name", "Reads", "Recognised by"], SourceCatalog.All.Select(e => (string[])[$"[`{e.Name}`](#{e.Name})", e.Reads, e.Recognised]));
        foreach (var entry in SourceCatalog.All)
        {
            page.Heading(entry.Name);
            page.Paragraph($"Example: `kilter detect {entry.Example}`.");
            foreach (var note in entry.Notes)
            {
                page.Paragraph(note);
            }

            if (entry.Settings.Count > 0)
            {
                page.Table(["Setting", "Default", "Range", "Meaning"], entry.Settings.Select(s => (string[])[$"`{s.Name}`", s.Default, s.Range, s.Meaning]));
            }
        }

        return page.ToString();
    }

    /// <summary>What sets the alarm limit.</summary>
    public static string Thresholds()
    {
        var page = new MarkdownPage(
            "Thresholds",
            "The rules that set the alarm limit from the scores of normal running. Choose one with `--threshold NAME`; without it, `budget` is used.",
            "kilter docs thresholds");
        page.Table(["Name", "The limit is", "Use it when"], ThresholdCatalog.Entries.Select(e => (string[])[$"[`{e.Name}`](#{e.Name})", e.Does, e.UseWhen]));
        foreach (var entry in ThresholdCatalog.Entries)
        {
            page.Heading(entry.Name);
            page.Paragraph($"Source: {entry.Source}.");
            Settings(page, entry.Settings, "--threshold-set");
        }

        return page.ToString();
    }

    /// <summary>What judges scores and forecasts.</summary>
    public static string Metrics()
    {
        var page = new MarkdownPage(
            "Metrics",
            "What judges scores by labels, as `kilter eval` prints it: what one would have got first, oracles next (their limit is chosen by the labels), optimistic ones last (random scores do well in them). Where a number would be 0/0 it is *undefined*, said and printed as `null` in JSON: never 0.",
            "kilter docs metrics");
        page.Table(
            ["Name", "Says", "Values", "Better", "Standing", "Needs a limit"],
            MetricCatalog.InReadingOrder.Select(e => (string[])[$"[`{e.Name}`](#{e.Name})", e.Says, e.Range, e.HigherIsBetter ? "higher" : "lower", e.Standing.ToString().ToLowerInvariant(), e.NeedsLimit ? "yes" : "no"]));
        page.Paragraph("A sample without a score is never flagged; metrics without a limit leave it out. Forecasts are judged by MAE, RMSE, MSLE, MASE and pinball loss (`ForecastErrors`), always beside persistence, the seasonal and the constant forecast (`ForecastComparison`).");
        foreach (var entry in MetricCatalog.Entries)
        {
            page.Heading(entry.Name);
            page.Paragraph($"{entry.Title}: {entry.Says}. Undefined when: {entry.UndefinedWhen}. Source: {entry.Source}.");
        }

        return page.ToString();
    }

    private static void Settings(MarkdownPage page, IReadOnlyList<SettingSpec> settings, string option)
    {
        if (settings.Count == 0)
        {
            page.Paragraph("It takes no settings of its own.");
            return;
        }

        page.Table(["Setting", "Default", "Range", "Meaning"], settings.Select(s => (string[])[$"`{option} {s.Name}`", s.Default, s.Range, s.Meaning]));
    }
}
