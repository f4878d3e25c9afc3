using System.Xml.Linq;

namespace Kilter.SystemTests.Cli;

/// <summary>Figures as files: whole SVG pictures, their folder made, nothing asked of the user.</summary>
public sealed class FigureFilesTests
{
    [Fact]
    public async Task Figures_of_a_trained_detector_are_written_as_pictures_and_stand_on_its_page()
    {
        using var kilter = await PumpAsync();

        var run = (await kilter.RunAsync("detect", "pump.csv", "--detector", "dense-autoencoder", "--set", "epochs=3", "--figures", "figures/pump", "--report", "pump.html")).Succeeded();

        Assert.Contains("Figures: 4 files in figures/pump", run.Output, StringComparison.Ordinal);
        string[] expected = ["loss-by-epoch.svg", "score-histogram.svg", "score-over-time.svg", "series.svg"];
        Assert.Equal(expected, Directory.GetFiles(kilter["figures/pump"]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(expected, f => Assert.Equal("svg", XDocument.Load(kilter["figures/pump/" + f]).Root!.Name.LocalName));
        Assert.Contains("id=\"figure-loss-by-epoch\"", await File.ReadAllTextAsync(kilter["pump.html"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_read_again_still_draws_its_scores()
    {
        using var kilter = await PumpAsync();
        (await kilter.RunAsync("fit", "pump.csv", "--detector", "pca", "--out", "pump.kilter")).Succeeded();

        (await kilter.RunAsync("score", "pump.csv", "--model", "pump.kilter", "--figures", "figures", "--format", "json")).Succeeded();

        Assert.Equal(3, Directory.GetFiles(kilter["figures"], "*.svg").Length);
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be_is_refused_before_any_work()
    {
        using var kilter = await PumpAsync();

        var run = await kilter.RunAsync("detect", "pump.csv", "--figures", "pump.csv");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("'pump.csv' is a file; the name of a folder is needed for the figures.", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static async Task<KilterProgram> PumpAsync()
    {
        var kilter = new KilterProgram();
        (await kilter.RunAsync("synth", "pump", "--samples", "2880", "--anomalies", "level-shift:flow@30", "--no-labels", "--out", "pump.csv", "--quiet")).Succeeded();
        return kilter;
    }
}
