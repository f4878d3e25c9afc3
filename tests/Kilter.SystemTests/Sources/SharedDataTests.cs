using Kilter.Sources;

namespace Kilter.SystemTests.Sources;

public sealed class SharedDataTests
{
    // Rows and channels that vary, and the sum of all numbers in them, counted apart with numpy and pandas.
    [Theory]
    [InlineData("nab/data/realKnownCause/nyc_taxi.csv", 10_320, 10_320, 1, 156_219_716.0)]
    [InlineData("nab/data/artificialWithAnomaly/art_daily_jumpsup.csv", 4032, 4032, 1, 179_400.83275590301)]
    [InlineData("skab/valve1/0.csv", 1147, 1147, 8, 421_522.8676617)]
    [InlineData("skab/other/1.csv", 745, 745, 8, 315_168.94616329996)]
    [InlineData("skab/anomaly-free/anomaly-free.csv", 9405, 9405, 8, 4_465_743.68534)]
    [InlineData("smap_msl/train/P-1.npy.gz", 2872, 2872, 16, 205.15493071575588)]
    [InlineData("smap_msl/train/T-10.npy.gz", 425, 425, 11, 95.28634751773049)]
    [InlineData("smap_msl/train/M-6.npy.gz", 1565, 1565, 11, 770.0)]
    [InlineData("smd/test/machine-1-6.txt.gz", 23_689, 23_689, 34, 209_611.11450900004)]
    [InlineData("nab/data/realKnownCause/machine_temperature_system_failure.csv", 22_695, 22_683, 1, null)]
    [InlineData("paper-mill/processminer-rare-event-mts - data.csv.gz", 18_398, 18_398, 61, null)]
    [InlineData("ims-bearings/1st_test_resmaple_10minutes.csv", 2156, 2156, 8, null)]
    [InlineData("ims-bearings/2nd_test_resmaple_10minutes.csv", 984, 984, 4, null)]
    [InlineData("ims-bearings/3rd_test_resmaple_10minutes.csv", 6324, 6324, 4, null)]
    [InlineData("ims-bearings/merged_dataset_BearingTest_2.csv", 984, 984, 4, null)]
    [InlineData("server-latency/tr_server_data.csv", 307, 307, 2, null)]
    [InlineData("tsb-ad/TSB-AD-M/001_Genesis_id_1_Sensor_tr_4055_1st_15538.csv.gz", 16_220, 16_220, 18, null)]
    [InlineData("tsb-ad/TSB-AD-M/018_Daphnet_id_1_HumanActivity_tr_9693_1st_20732.csv.gz", 38_774, 38_774, 9, null)]
    [InlineData("keogh-discords/power_demand/raw/power_data.txt", 35_040, 35_040, 1, null)]
    [InlineData("keogh-discords/ecg/raw/chfdb_chf01_275.txt", 3751, 3751, 2, null)]
    [InlineData("ops-sat-ad/dataset.csv", 2123, 2123, 20, null)]
    public async Task A_file_reads_by_its_path_alone(string file, long rows, int samples, int channels, double? sum)
    {
        var reading = await SharedData.ReadAsync(file);

        Assert.Equal((rows, samples, channels), (reading.Rows, reading.Frame.Count, reading.Frame.Channels.Count));
        if (sum is { } expected)
        {
            var total = 0.0;
            foreach (var value in reading.Frame.Values)
            {
                total += value;
            }

            Assert.Equal(expected, total, tolerance: 1e-9 * Math.Abs(expected));
        }
    }

    [Theory]
    [InlineData("nab/data", "*.csv", 58, 365_558)]
    [InlineData("skab", "*.csv", 35, 46_806)]
    [InlineData("smd/train", "*.txt.gz", 7, null)]
    [InlineData("smd/test", "*.txt.gz", 7, null)]
    [InlineData("smap_msl/train", "*.npy.gz", 82, null)]
    [InlineData("smap_msl/test", "*.npy.gz", 82, null)]
    [InlineData("ucr-anomaly-archive", "*.txt.gz", 117, 6_652_480)]
    [InlineData("keogh-discords", "*.txt", 16, null)]
    [InlineData("keogh-discords", "*.txt.gz", 2, null)]
    [InlineData("ims-bearings", "*.csv", 4, null)]
    [InlineData("server-latency", "*.csv", 3, null)]
    [InlineData("tsb-ad/TSB-AD-M", "*.csv.gz", 3, null)]
    [InlineData("tsb-ad/TSB-AD-U", "*.csv*", 2, null)]
    public async Task Every_file_of_a_set_reads_by_its_path_alone(string folder, string pattern, int files, int? rows)
    {
        var names = SharedData.Files(folder, pattern);
        var total = 0L;

        foreach (var name in names.Except(Constant))
        {
            var reading = await SharedData.ReadAsync(name);
            total += reading.Rows;
            Assert.Equal(64, reading.Fingerprint.Length);
            Assert.All(reading.Frame.Channels, channel => Assert.DoesNotContain(channel.Name, SkabLabels));
        }

        foreach (var name in names.Intersect(Constant))
        {
            var error = await Assert.ThrowsAsync<DataException>(() => SharedData.ReadAsync(name));
            Assert.Contains("constant", error.Message, StringComparison.Ordinal);
            total += (await SharedData.ReadAsync(name, new ReadOptions { KeepConstant = true })).Rows;
        }

        Assert.Equal(files, names.Count);
        Assert.Equal(rows ?? total, total);
    }

    // Nothing in these files ever changes.
    private static readonly string[] Constant =
    [
        "nab/data/artificialNoAnomaly/art_flatline.csv", "smap_msl/train/D-12.npy.gz", "smap_msl/train/D-13.npy.gz",
    ];

    private static readonly string[] SkabLabels = ["anomaly", "changepoint", "Label"];

    [Fact]
    public async Task The_repeated_hour_of_the_machine_temperature_is_kept_once_with_a_note()
    {
        var reading = await SharedData.ReadAsync("nab/data/realKnownCause/machine_temperature_system_failure.csv");

        var note = reading.Notes.Single(note => note.Kind == "duplicates");
        Assert.Equal("12 repeated time stamps (7 Jan 2014, 02:00–02:55): kept the first of each.", note.Text);
        Assert.Equal(TimeSpan.FromMinutes(5).Ticks, reading.Frame.Time.TypicalStep());
        Assert.Equal("none given, read as UTC", reading.TimeZone);
    }

    [Fact]
    public async Task Labels_of_SKAB_are_those_the_set_states()
    {
        var anomalous = 0;
        foreach (var name in SharedData.Files("skab/valve1", "*.csv"))
        {
            anomalous += (await SharedData.ReadAsync(name)).Labels!.Ranges.Sum(range => range.Length);
        }

        Assert.Equal(6309, anomalous);
    }

    [Fact]
    public async Task The_paper_mill_is_read_with_its_label_and_its_American_dates()
    {
        var reading = await SharedData.ReadAsync("paper-mill/processminer-rare-event-mts - data.csv.gz");

        Assert.Equal(new DateTime(1999, 5, 1), reading.Frame.Time.At(0));
        Assert.Equal(124, reading.Labels!.Ranges.Sum(range => range.Length));
        Assert.Equal(ColumnRole.Label, reading.Columns.Single(column => column.Name == "y").Role);
    }

    [Fact]
    public async Task A_folder_of_SKAB_is_one_series_in_order_of_time()
    {
        var reading = await SharedData.ReadAsync("skab/valve1");

        Assert.Equal(18_160, reading.Frame.Count);
        Assert.Equal(6309, reading.Labels!.Ranges.Sum(range => range.Length));
        Assert.Equal("valve1", reading.Name);
    }
}
