using Kilter.Detectors.Errors;
using Kilter.Frames;
using Kilter.Numerics.Neural.Training;
using Kilter.Recipes.Steps;
using Kilter.Reports.Figures;

namespace Kilter.Recipes.Figures;

/// <summary>What a figure of a recipe is drawn from: the step's settings, and the things on the bench that they name.</summary>
internal sealed class FigureInputs(StepSettings settings, Bench bench)
{
    private static readonly string[] Usual = ["seen", "event", "normal", "expected", "doubt", "label", "limit", "quiet"];

    public StepSettings Settings => settings;

    public string Kind => settings.Text("kind");

    public string Caption => settings.Text("caption", "");

    public string Label => settings.Text("label", "value");

    public string? Unit => settings.Has("unit") ? settings.Text("unit") : null;

    public bool Logarithmic => settings.Flag("logarithmic");

    /// <summary>The limit, or NaN.</summary>
    public double Limit => settings.Has("limit") ? NumberStep.NumberOf(settings, "limit", bench) : double.NaN;

    /// <summary>The thing that "values" names first.</summary>
    public object Thing => bench.Get<object>(settings.Texts("values") is [var first, ..] ? first : throw settings.Wrong("values", "a name"));

    /// <summary>The first of the values.</summary>
    public double[] Values => Vectors[0];

    /// <summary>All values, each a vector.</summary>
    public IReadOnlyList<double[]> Vectors => [.. settings.Texts("values").Select(v => ErrorStep.GridOf(bench.Get<object>(v)).Values)];

    /// <summary>The history that "values" names.</summary>
    public TrainingHistory History => bench.Get<TrainingHistory>(settings.Text("values"));

    /// <summary>A vector that a setting names.</summary>
    public double[] Vector(string name) => bench.Get<double[]>(settings.Text(name));

    /// <summary>A vector that a setting may name.</summary>
    public double[]? VectorOrNone(string name) => settings.Has(name) ? Vector(name) : null;

    /// <summary>Flags that must be given.</summary>
    public bool[] Flags => bench.Get<bool[]>(settings.Text("flags"));

    /// <summary>Flags, or null.</summary>
    public bool[]? FlagsOrNone => settings.Has("flags") ? Flags : null;

    /// <summary>The truth as one value a sample.</summary>
    public bool[] Truth(int count)
    {
        if (bench.Get<object>(settings.Text("truth")) is bool[] flags)
        {
            return flags;
        }

        var truth = new bool[count];
        foreach (var range in bench.Get<LabelSet>(settings.Text("truth")).Ranges)
        {
            truth.AsSpan(range.Start, range.Length).Fill(true);
        }

        return truth;
    }

    /// <summary>The truth as stretches, or null.</summary>
    public LabelSet? LabelsOrNone => !settings.Has("truth") ? null
        : bench.Get<object>(settings.Text("truth")) switch
        {
            LabelSet labels => labels,
            bool[] flags => LabelSet.FromFlags(flags),
            _ => throw settings.Wrong("truth", "the name of flags or a label set"),
        };

    /// <summary>The clock of so many values.</summary>
    public TimeAxis Time(int count)
    {
        if (!settings.Has("time"))
        {
            return TimeAxis.Rows(count, settings.WholeNumber("from", 0));
        }

        var from = settings.WholeNumber("from", 0);
        return LabelsStep.FrameOf(bench.Get<object>(settings.Text("time"))).Time.Slice(new SampleRange(from, from + count));
    }

    /// <summary>The name of the n-th of the values.</summary>
    public string NameOf(int n) => settings.Texts("names") is { } names && n < names.Count ? names[n] : settings.Texts("values")[n];

    /// <summary>The colour of the n-th of the values.</summary>
    public MarkColour ColourOf(int n)
    {
        var words = settings.Texts("colours");
        var word = n < words.Count ? words[n] : Usual[n % Usual.Length];
        return word switch
        {
            "seen" => MarkColour.Seen,
            "expected" => MarkColour.Expected,
            "event" => MarkColour.Event,
            "normal" => MarkColour.Normal,
            "label" => MarkColour.Label,
            "doubt" => MarkColour.Doubt,
            "limit" => MarkColour.Limit,
            "quiet" => MarkColour.Quiet,
            _ => throw settings.Wrong("colours", $"one of {string.Join(", ", Usual)}"),
        };
    }

    /// <summary>Two numbers, given as such or by name; null when not given.</summary>
    public (double First, double Second)? Pair(string name)
    {
        if (!settings.Has(name))
        {
            return null;
        }

        var raw = settings.List(name);
        return raw.Count == 2 ? (Number(raw[0]), Number(raw[1])) : throw settings.Wrong(name, "two numbers");

        double Number(object one) => one is string text ? bench.Get<double>(text) : (double)one;
    }

    /// <summary>The log density at a place, of the normal distribution of two channels that "contours" names; or null.</summary>
    public Func<double, double, double>? ContoursOrNone
        => settings.Has("contours") && bench.Get<GaussianErrorVector>(settings.Text("contours")) is var normal ? (x, y) => normal.LogDensity([x, y]) : null;

    /// <summary>The grid that "values" names.</summary>
    public Grid Grid => ErrorStep.GridOf(Thing);

    /// <summary>All grids that "values" names.</summary>
    public IReadOnlyList<Grid> Grids => [.. settings.Texts("values").Select(v => ErrorStep.GridOf(bench.Get<object>(v)))];

    /// <summary>The frame that "values" names.</summary>
    public Frame Frame => LabelsStep.FrameOf(Thing);
}
