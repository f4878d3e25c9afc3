using System.Globalization;
using System.Text;

namespace Kilter.SystemTests.Cli;

/// <summary>Every kind of bad input: told on standard error alone, naming the file, the place and the way out; exit code 3, or 2 where the request does not fit.</summary>
public sealed class BadInputTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, string> Transcripts => new()
    {
        { "bad-missing-file", "detect pumps.csv" },
        { "bad-empty", "detect empty.csv" },
        { "bad-header-only", "detect header.csv" },
        { "bad-one-row", "detect one.csv" },
        { "bad-text", "detect text.csv" },
        { "bad-all-missing", "detect silent.csv" },
        { "bad-constant", "detect constant.csv" },
        { "bad-backward", "detect backward.csv" },
        { "bad-channel", "detect pump.csv --channels presure" },
        { "bad-binary", "detect photo.csv" },
        { "bad-directory", "detect folder" },
        { "bad-unreadable", "detect /proc/sys/vm/compact_memory" },
        { "bad-model", "inspect pump.csv" },
        { "bad-model-missing", "score pump.csv --model pmup.kilter" },
        { "bad-time-zone", "detect pump.csv --time-zone Europe/Berlim" },
        { "bad-detector", "detect pump.csv --detector atuo" },
        { "bad-threshold-setting", "detect pump.csv --threshold quantile --threshold-set shar=0.9" },
        { "bad-report-folder", "detect pump.csv --report nowhere/report.html" },
        { "bad-config", "detect pump.csv --config windw.json" },
        { "bad-config-value", "detect pump.csv --config window.json" },
        { "bad-config-json", "detect pump.csv --config broken.json" },
    };

    [Theory, MemberData(nameof(Transcripts))]
    public async Task The_program_says_what_the_golden_transcript_says_and_leaves_no_file(string name, string words)
    {
        using var kilter = Folder();
        var before = Files(kilter);

        var transcript = await kilter.TranscriptAsync(words.Split(' '));

        Golden.Verify($"Cli/{name}.txt", transcript);
        Assert.DoesNotContain("\nstdout", transcript, StringComparison.Ordinal);
        Assert.DoesNotContain("exit    0", transcript, StringComparison.Ordinal);
        Assert.Equal(before, Files(kilter));
    }

    [Fact]
    public async Task A_damaged_model_is_refused_with_the_place_of_the_damage()
    {
        using var kilter = Folder();
        (await kilter.RunAsync("fit", "pump.csv", "--out", "pump.kilter")).Succeeded();
        var bytes = await File.ReadAllBytesAsync(kilter["pump.kilter"], TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        kilter.With("damaged.kilter", bytes).With("cut.kilter", bytes[..1000]);

        var damaged = await kilter.RunAsync("score", "pump.csv", "--model", "damaged.kilter");
        var cut = await kilter.RunAsync("inspect", "cut.kilter");

        Assert.Equal((3, "", 3, ""), (damaged.ExitCode, damaged.Output, cut.ExitCode, cut.Output));
        Assert.Matches(@"^error  damaged\.kilter is damaged: checksum differs after byte [\d,]+ of [\d,]+\.\n       Nothing was loaded\.", damaged.Errors);
        Assert.Matches(@"^error  cut\.kilter is cut short: 1,000 of [\d,]+ bytes\.\n", cut.Errors);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_leaves_nothing_behind()
    {
        using var kilter = Folder();
        File.CreateSymbolicLink(kilter["full.html"], "/dev/full");
        var before = Files(kilter);

        var report = await kilter.RunAsync("detect", "pump.csv", "--report", "full.html", "--format", "json");
        var output = await kilter.ShellAsync("kilter thresholds > /dev/full");

        Assert.Equal(3, report.ExitCode);
        Assert.Contains("'full.html' could not be finished: no space left (needed ", report.Errors, StringComparison.Ordinal);
        Assert.Equal(before, Files(kilter));
        Assert.Equal(3, output.ExitCode);
        Assert.Equal("error  standard output could not be written: no space left.\n", output.Errors);
    }

    [Fact]
    public async Task A_suggested_command_works_as_it_stands()
    {
        using var kilter = Folder();
        foreach (var words in new[] { "detect text.csv", "detect pump.csv --channels presure", "detect pumps.csv", "detect backward.csv" })
        {
            var run = await kilter.RunAsync(words.Split(' '));
            const string Lead = "       try    ";
            // Whether a zone explains a step back is a guess; the other ways out always work.
            foreach (var attempt in run.Errors.Split('\n').Single(l => l.StartsWith(Lead, StringComparison.Ordinal))[Lead.Length..].Split("    or    ").Where(a => !a.StartsWith("--time-zone", StringComparison.Ordinal)))
            {
                (await kilter.ShellAsync(attempt.StartsWith("--", StringComparison.Ordinal) ? $"kilter {words} {attempt}" : attempt)).Succeeded();
            }
        }
    }

    private static KilterProgram Folder()
    {
        var kilter = new KilterProgram()
            .With("pump.csv", Table(1300))
            .With("pump-2.csv", Table(300))
            .With("empty.csv", "")
            .With("header.csv", "time,flow,pressure\n")
            .With("one.csv", Table(1))
            .With("text.csv", Table(1300, (row, cells) => cells[2] = row >= 1202 && row < 1220 ? "n/a?" : row == 7 ? "NA" : row == 9 ? "" : cells[2]))
            .With("silent.csv", Table(300, (_, cells) => (cells[1], cells[2]) = ("", "")))
            .With("constant.csv", Table(300, (_, cells) => (cells[1], cells[2]) = ("31.9", "4.6")))
            .With("backward.csv", Table(300, (row, cells) => cells[0] = row < 86 ? Time(row) : Start.AddMinutes((5 * row) - 57).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)))
            .With("photo.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
            .With("windw.json", "{ \"detector\": \"auto\", \"windw\": 60 }\n")
            .With("window.json", "{ \"window\": \"sixty\" }\n")
            .With("broken.json", "{\n  \"window\": 60,\n  \"detector\n}\n");
        Directory.CreateDirectory(kilter["folder"]);
        return kilter;
    }

    private static string Table(int rows, Action<int, string[]>? change = null)
    {
        var text = new StringBuilder("time,flow,pressure\n");
        for (var row = 0; row < rows; row++)
        {
            // Noise of no library: the same for ever.
            var (a, b) = (Noise(row), Noise(row + 7919));
            string[] cells = [Time(row), (30 + a).ToString("F2", CultureInfo.InvariantCulture), (4.6 + (0.1 * b)).ToString("F3", CultureInfo.InvariantCulture)];
            change?.Invoke(row, cells);
            text.AppendJoin(',', cells).Append('\n');
        }

        return text.ToString();
    }

    private static string Time(int row) => Start.AddMinutes(5 * row).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static double Noise(int row)
    {
        var mixed = (uint)row * 2654435761u;
        mixed = (mixed ^ (mixed >> 15)) * 2246822519u;
        return ((mixed ^ (mixed >> 13)) / (double)uint.MaxValue * 2) - 1;
    }

    private static List<string> Files(KilterProgram kilter) => [.. Directory.EnumerateFileSystemEntries(kilter.Folder).Order(StringComparer.Ordinal)];
}
