using Kilter.Recipes.Figures;

namespace Kilter.Recipes.Steps;

/// <summary>Draws a figure.</summary>
internal static class FigureStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "figure",
        Does = $"draws a figure; kinds: {string.Join(", ", FigureDrawing.Kinds)}",
        Settings =
        [
            new("kind", "", "one of the kinds", "what is drawn"),
            new("name", "the kind", "lower case with hyphens", "the name of its file"),
            new("title", "the kind's own", "a text", "its title"),
            new("caption", "", "a text", "how to read it"),
            new("time", "row numbers", "a reading or frame", "whose clock, or part of whose clock, is the axis"),
            new("from", "0", "a row", "the row of 'time' that the first value belongs to"),
            new("values", "", "vectors, a grid or a history", "what is drawn"),
            new("names", "", "texts", "what the values are called, one each"),
            new("colours", "seen, event, normal, expected, doubt", "colour words", "the colours, one each"),
            new("seen", "", "a vector", "what was measured"),
            new("low", "", "a vector", "the lower end of a band"),
            new("high", "", "a vector", "the upper end of a band"),
            new("flags", "", "flags", "what was flagged, or which class a value has"),
            new("truth", "", "flags or a label set", "what people say is anomalous"),
            new("limit", "none", "a name or a number", "the limit"),
            new("horizons", "", "numbers", "samples ahead, one for each of the values"),
            new("logarithmic", "false", "true or false", "a logarithmic axis of values"),
            new("density", "true", "true or false", "a smooth curve over a histogram"),
            new("contours", "none", "a normal distribution", "lines of equal density under a scatter"),
            new("normal", "none", "two names or numbers", "mean and standard deviation of a normal curve to draw over it"),
            new("range", "that of the values", "two numbers", "the ends of the axis, of colours, or of a histogram"),
            new("bins", "40", "1 to 500", "bins of a histogram"),
            new("most", "a fifth of the values", "1 up", "the longest lag"),
            new("places", "", "texts", "names along the axis, as of epochs"),
            new("across", "place", "a text", "what lies along the axis"),
            new("label", "value", "a text", "what the values are"),
            new("unit", "none", "a text", "their unit"),
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var figure = FigureDrawing.Draw(new FigureInputs(settings, bench));
        figure = figure with { Name = settings.Text("name", figure.Name), Title = settings.Text("title", figure.Title) };
        if (bench.Figures.Exists(f => f.Name == figure.Name))
        {
            throw settings.Wrong("name", $"a name of its own, for '{figure.Name}' is taken,");
        }

        bench.Figures.Add(figure);
    }
}
