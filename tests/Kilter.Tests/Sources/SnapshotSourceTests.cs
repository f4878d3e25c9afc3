using Kilter.Sources;
using Kilter.Tests.Artifacts;

namespace Kilter.Tests.Sources;

public sealed class SnapshotSourceTests
{
    [Theory]
    [InlineData(false, 3.0, 4.0)]
    [InlineData(true, 4.0, 5.0)]
    public async Task S1a_E1_a_file_becomes_the_mean_of_its_absolute_values(bool header, double first, double second)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("2004.02.12.10.42.39"), "1\t1\n2\t2\n0\t0\n");
        File.WriteAllText(folder.PathOf("2004.02.12.10.32.39"), "-1\t2\n3\t-4\n5\t6\n");

        var reading = await new SnapshotSource(new SnapshotOptions { Folder = folder.PathOf(""), FirstLineIsHeader = header }).ReadAsync(ReadOptions.Default, TestContext.Current.CancellationToken);

        Assert.Equal([first, second], reading.Frame[0].ToArray());
        Assert.Equal(new DateTime(2004, 2, 12, 10, 32, 39, DateTimeKind.Utc), reading.Frame.Time.At(0));
    }

    [Fact]
    public void S1a_E6_a_file_name_is_a_time()
    {
        Assert.Equal(new DateTime(2004, 2, 12, 10, 52, 39, DateTimeKind.Utc), SnapshotSource.TimeOf("2004.02.12.10.52.39", "yyyy.MM.dd.HH.mm.ss"));
        Assert.Equal(new DateTime(2004, 2, 12, 10, 52, 39, DateTimeKind.Utc), SnapshotSource.TimeOf("2004.02.12.10.52.39.txt.gz", "yyyy.MM.dd.HH.mm.ss"));
        Assert.Null(SnapshotSource.TimeOf("readme.txt", "yyyy.MM.dd.HH.mm.ss"));
        Assert.Null(SnapshotSource.TimeOf("2004.13.12.10.52.39", "yyyy.MM.dd.HH.mm.ss"));
    }

    [Fact]
    public async Task Files_come_in_order_of_time_and_others_are_left_out_and_said()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("2004.02.13.00.00.00"), "3 1\n-3 2\n");
        File.WriteAllText(folder.PathOf("2004.02.12.00.00.00"), "1 1\n-1 5\n");
        File.WriteAllText(folder.PathOf("2004.02.14.00.00.00"), "2 0\n-2 7\n");
        File.WriteAllText(folder.PathOf("notes.txt"), "about the test rig\n");

        var reading = await SourceCatalog.Open("snapshots:" + folder.PathOf("") + "?stats=mean-abs,peak").ReadAsync(ReadOptions.Default, TestContext.Current.CancellationToken);

        Assert.Equal(["c1 mean-abs", "c1 peak", "c2 mean-abs", "c2 peak"], reading.Frame.Channels.Select(c => c.Name));
        Assert.Equal([1, 3, 2], reading.Frame.Column(0));
        Assert.Equal([5, 2, 7], reading.Frame.Column(3));
        Assert.Contains(reading.Notes, n => n.Kind == "folder" && n.Text.Contains("notes.txt", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_statistic_agrees_with_its_definition()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(i => Math.Sin(i * i))];
        var mean = values.Average();

        Assert.Equal(Math.Sqrt(values.Average(v => v * v)), Of(SnapshotStatistic.RootMeanSquare)[0], 1e-14);
        Assert.Equal(values.Max(Math.Abs), Of(SnapshotStatistic.Peak)[0]);
        Assert.Equal(
            values.Average(v => Math.Pow(v - mean, 4)) / Math.Pow(values.Average(v => Math.Pow(v - mean, 2)), 2), Of(SnapshotStatistic.Kurtosis)[0], 1e-12);
        Assert.Equal(values.Average(v => Math.Pow(v - mean, 2)), Of(SnapshotStatistic.Bands).Sum(), 1e-13);

        double[] Of(SnapshotStatistic statistic)
        {
            var numbers = new double[SnapshotStatistics.Count(statistic)];
            SnapshotStatistics.Of(values, statistic, numbers);
            return numbers;
        }
    }

    [Fact]
    public async Task A_snapshot_with_other_columns_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("2004.02.12.00.00.00"), "1 1\n-1 5\n");
        File.WriteAllText(folder.PathOf("2004.02.13.00.00.00"), "3 1 4\n-3 2 4\n");

        var error = await Assert.ThrowsAsync<DataException>(() => new SnapshotSource(new SnapshotOptions { Folder = folder.PathOf("") }).ReadAsync(ReadOptions.Default, TestContext.Current.CancellationToken));

        Assert.Contains("'2004.02.13.00.00.00' has 3 columns", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("snapshots:x?stats=mode")]
    [InlineData("snapshots:x?stats=")]
    [InlineData("snapshots:x?header=maybe")]
    [InlineData("snapshots:?stats=rms")]
    public void A_text_that_does_not_fit_is_told_what_would(string text)
        => Assert.Contains(Assert.Throws<DataException>(() => SnapshotOptions.Parse(text)).Expected, line => line.Contains("mean-abs", StringComparison.Ordinal));
}
