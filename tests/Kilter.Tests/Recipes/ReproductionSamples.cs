using Kilter.Pipelines;
using Kilter.Recipes;
using Kilter.Reports.Figures;
using Kilter.Tests.Reports.FigureKinds;

namespace Kilter.Tests.Recipes;

/// <summary>Made-up reproductions of every shape the page must stand; no recipe was run.</summary>
public static class ReproductionSamples
{
    public static IReadOnlyList<Reproduction> Build() =>
    [
        new()
        {
            Recipe = Recipe("bearing", "S1a", "LSTM autoencoder on bearing vibration", "Learns how four bearings shake together and says when that changes.", "Original features are scaled with all rows; the sound mode scales with training rows alone.", "The limit is calibrated on held-out rows instead of read from a picture."),
            Seeds = 5,
            Took = new Dictionary<RecipeMode, TimeSpan> { [RecipeMode.Original] = TimeSpan.FromSeconds(11.2), [RecipeMode.Sound] = TimeSpan.FromSeconds(8.7), [RecipeMode.Naive] = TimeSpan.FromMilliseconds(20) },
            Rows =
            [
                Row("S1a", new() { Name = "training error (MAE)", Better = BetterWay.Lower, Published = new RecipeValue(0.0939) }, [0.0941, 0.0933, 0.0952], [0.0612, 0.0609, 0.0661], 0.1389),
                Row("S1a", new() { Name = "hours of warning before the last record", Better = BetterWay.Higher, Published = new RecipeValue("about 75"), Note = "Read from a figure." }, [75.2], [76.1], 75.2),
                Row("S1a", new() { Name = "alarms on training rows", Better = BetterWay.Lower }, [3, 4, 2], [0], 16),
                Row("S1a", new() { Name = "trainable numbers", Better = BetterWay.Same, Published = new RecipeValue(3_236) }, [3_236], [3_236], null),
            ],
            Figures = [Figure(RecipeMode.Original, "loss by epoch"), Figure(RecipeMode.Original, "error histogram"), Figure(RecipeMode.Original, "log scores"), Figure(RecipeMode.Sound, "loss by epoch"), Figure(RecipeMode.Sound, "log scores")],
        },
        new()
        {
            Recipe = Recipe("taxi-quantiles", "S1c", "Quantile regression on taxi demand", "Forecasts how many people will want a taxi, with a range, and says where the range grows wide."),
            Seeds = 1,
            Rows =
            [
                Row("S1c", new() { Name = "test MSLE of the median", Better = BetterWay.Lower, Published = new RecipeValue(0.06814), Note = "Plain persistence has less than half the published error." }, [0.0671], [0.0342], 0.0303),
                Row("S1c", new() { Name = "point AUC of the band's width, NAB windows", Better = BetterWay.Higher }, [0.61], [0.79], 0.822),
                Row("S1c", new() { Name = "crossings <of> quantiles & more", Better = BetterWay.Lower }, [double.NaN], [0], null),
            ],
            Figures = [Figure(RecipeMode.Original, "autocorrelation"), Figure(RecipeMode.Original, "quantile bands"), Figure(RecipeMode.Naive, "value by setting")],
        },
        new()
        {
            Recipe = Recipe("rare-events", "S4", "LSTM autoencoder for extreme rare events", "Warns of paper breaks minutes ahead.", "Windows do not cross the two hours that follow a break."),
            Seeds = 1,
            Rows = [Row("S4", new() { Name = "AUC on test rows", Better = BetterWay.Higher, Published = new RecipeValue(0.706) }, [0.703], [0.641], 0.62)],
            Figures = [Figure(RecipeMode.Original, "confusion"), Figure(RecipeMode.Original, "roc"), Figure(RecipeMode.Original, "precision-recall curve"), Figure(RecipeMode.Original, "scores by class"), Figure(RecipeMode.Sound, "residual heat map"), Figure(RecipeMode.Sound, "real and rebuilt"), Figure(RecipeMode.Sound, "box plots"), Figure(RecipeMode.Sound, "flagged scatter"), Figure(RecipeMode.Sound, "code distances")],
        },
        new() { Recipe = Recipe("sleep", "S1g", "LSTM at scale", "Says when someone is awake."), LeftOut = "Its data, 'sleep/watch.csv', is not there. It must be asked for." },
    ];

    private static Recipe Recipe(string name, string system, string title, string purpose, params string[] differences) => new()
    {
        Name = name,
        System = system,
        Title = title,
        Purpose = purpose,
        Source = "A. Author, \"A title of some length that wraps where the column is narrow\", 2019",
        Data = new("Four channels of vibration, 984 records ten minutes apart.", "It can be had from the NASA prognostics repository.", "public domain", []),
        Differences = differences,
        Quantities = [],
        Pipeline = new PipelineSpec(),
        Shared = [],
        Original = [],
        Sound = [],
        Naive = [],
    };

    private static ReproductionRow Row(string system, RecipeQuantity quantity, double[] original, double[] sound, double? naive)
        => new("r", system, quantity, quantity.Published, [.. original.Select(v => new RecipeValue(v))], [.. sound.Select(v => new RecipeValue(v))], naive is { } v ? new RecipeValue(v) : null);

    private static (RecipeMode, Figure) Figure(RecipeMode mode, string kind)
    {
        var figure = FigureSamples.All[kind]();
        return (mode, figure);
    }
}
