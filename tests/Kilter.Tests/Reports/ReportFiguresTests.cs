using System.Text;
using System.Text.RegularExpressions;
using Kilter.Numerics.Neural.Training;
using Kilter.Reports;
using Kilter.Reports.Svg;
using Kilter.Tests.Reports.FigureKinds;

namespace Kilter.Tests.Reports;

public sealed class ReportFiguresTests
{
    private static readonly TrainingHistory History = new([new(1, 0.9, 0.8, 0.001), new(2, 0.5, 0.6, 0.001), new(3, 0.4, 0.7, 0.001)], 2, StoppedEarly: true);

    [Fact]
    public void A_trained_detector_adds_its_loss_and_how_its_scores_lie()
    {
        var report = new ReportSamples { Events = 3 }.Build();

        var figures = ReportFigures.OfTraining(report, History);

        Assert.Equal(["loss-by-epoch", "score-histogram", "score-over-time"], figures.Select(f => f.Name));
        Assert.Equal("Stopped after 3 epochs, when it got no better. The marked epoch was the best.", figures[0].Caption);
        Assert.Contains("epoch 2: 0.6", SvgFigureWriter.OfFile(figures[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void All_figures_of_a_report_have_names_of_their_own_and_can_be_drawn()
    {
        foreach (var report in new[] { new ReportSamples { Channels = 12, Events = 2 }.Build(), new ReportSamples { HasTime = false, Events = 0, Labelled = false }.Build(), ReportSamples.CannotTell() })
        {
            var trained = report with { Figures = ReportFigures.OfTraining(report, History) };

            var all = ReportFigures.All(trained);

            Assert.Equal(all.Count, all.Select(f => f.Name).Distinct().Count());
            Assert.All(all, f => Assert.StartsWith("<svg ", SvgFigureWriter.OfFile(f), StringComparison.Ordinal));
            Assert.Contains(all, f => f.Name == "loss-by-epoch");
        }
    }

    [Fact]
    public void A_page_shows_the_figures_of_its_report_and_has_no_section_without_any()
    {
        var report = new ReportSamples { Events = 1 }.Build();

        var with = Page(report with { Figures = [FigureSamples.All["loss by epoch"](), FigureSamples.All["log scores"]()] });
        var without = Page(report);

        Assert.Equal(["figure-loss-by-epoch", "figure-score-over-time"], Regex.Matches(with, "<figure class=\"card[^\"]*\" id=\"(figure-[^\"]+)\"").Select(m => m.Groups[1].Value));
        Assert.Contains("href=\"#figures\"", with, StringComparison.Ordinal);
        Assert.DoesNotContain("#figures\"", without, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"kf", without, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_figures_of_one_name_are_refused()
    {
        var figure = FigureSamples.All["confusion"]();

        var error = Assert.Throws<ArgumentException>(() => new ReportSamples().Build() with { Figures = [figure, figure] });

        Assert.StartsWith("Two figures are named 'confusion'", error.Message, StringComparison.Ordinal);
    }

    private static string Page(Report report)
    {
        using var file = new MemoryStream();
        HtmlReportWriter.Write(report, file);
        return Encoding.UTF8.GetString(file.ToArray());
    }
}
