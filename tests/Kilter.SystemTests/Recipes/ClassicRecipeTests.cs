using Kilter.Pipelines;
using Kilter.Recipes;
using Kilter.SystemTests.Sources;

namespace Kilter.SystemTests.Recipes;

/// <summary>The recipes of the density, the two-peak curves and the light curves; the last two make their own data.</summary>
public sealed class ClassicRecipeTests
{
    [Fact]
    public async Task S1d_E4_the_published_numbers_come_out_exactly()
    {
        var rows = await RunAsync("server-gaussian", RecipeMode.Original, RecipeMode.Sound);

        Assert.Equal(0.875, Original(rows, "F1 on the labelled set"), 1e-15);
        Assert.Equal(9.036201327981216e-05, Original(rows, "epsilon"), 9e-17);
        Assert.Equal(0.875, Original(rows, "epsilon by distinct densities, F1"), 1e-15);
        Assert.Equal("298 0 2 7", Text(rows, "TN FP FN TP on the labelled set"));
        Assert.Equal(6, Original(rows, "training samples flagged"));
        Assert.Equal(16, Original(rows, "one-class SVM: outliers"));
        Assert.Equal(18, Original(rows, "one-class SVM: support vectors"));
        Assert.Equal(4.00438235, Original(rows, "one-class SVM: rho"), 5e-4);
        Assert.InRange(Sound(rows, "F1 on the labelled set"), 0.875 - 1e-15, 1);
    }

    [Fact]
    public async Task S3_E8_the_one_class_machine_and_the_sums_come_out_exactly_and_the_others_near()
    {
        var rows = await RunAsync("two-peak", RecipeMode.Original);

        Assert.Equal("93 7 71 29", Text(rows, "one-class SVM: TN FP FN TP"));
        foreach (var sum in new[] { "sum of all normal curves", "sum of all anomalous curves", "sum of anomalous validation curves", "sum of normal validation curves" })
        {
            Assert.Equal(Row(rows, sum).Published!.Value.Number, Original(rows, sum), 1e-6);
        }

        Assert.Equal(84_772, Original(rows, "parameters"));
        Assert.InRange(Original(rows, "anomaly F1, isolation forest"), 0.08, 0.30);
        Assert.InRange(Original(rows, "anomaly F1, random forest on curves"), 0.35, 0.47);
        Assert.InRange(Original(rows, "anomaly F1, difference score"), 0.60, 1);
        Assert.InRange(Original(rows, "anomaly F1, difference histograms"), 0.82, 1);
        Assert.InRange(Original(rows, "training loss sum, epoch 1"), 7, 11);
        Assert.InRange(Original(rows, "training loss sum, epoch 100"), 0.005, 0.03);
    }

    [Fact]
    public async Task S3_sound_finds_second_peaks_without_a_label()
    {
        var rows = await RunAsync("two-peak", RecipeMode.Sound);

        Assert.InRange(Sound(rows, "anomaly F1, best method"), 0.9, 1);
        Assert.True(Sound(rows, "anomaly F1, best method") > Row(rows, "anomaly F1, best method").Naive!.Value.Number);
    }

    [Fact]
    public async Task S1b_sound_labels_light_curves_better_than_their_values_do_and_finds_their_periods()
    {
        var rows = await RunAsync("light-curve", RecipeMode.Original, RecipeMode.Sound);

        Assert.InRange(Sound(rows, "point F1 on curves nobody labelled"), 0.8, 1);
        Assert.InRange(Original(rows, "point F1 on curves nobody labelled"), 0.85, 1);
        Assert.True(Sound(rows, "point F1 on curves nobody labelled") > 0.2 + Row(rows, "point F1 on curves nobody labelled").Naive!.Value.Number);
        Assert.InRange(Sound(rows, "share of curves whose period is right within a twentieth"), 0.85, 1);
    }

    private static async Task<IReadOnlyList<ReproductionRow>> RunAsync(string name, params RecipeMode[] modes)
        => (await RecipeRunner.RunAsync(RecipeCatalog.Find(name), SharedData.Root, modes, seeds: 1, firstSeed: 42, new RunContext(), TestContext.Current.CancellationToken)).Rows;

    private static ReproductionRow Row(IReadOnlyList<ReproductionRow> rows, string quantity) => rows.Single(r => r.Quantity.Name == quantity);

    private static double Original(IReadOnlyList<ReproductionRow> rows, string quantity) => Row(rows, quantity).Original[0].Number;

    private static double Sound(IReadOnlyList<ReproductionRow> rows, string quantity) => Row(rows, quantity).Sound[0].Number;

    private static string Text(IReadOnlyList<ReproductionRow> rows, string quantity) => Row(rows, quantity).Original[0].ToString();
}
