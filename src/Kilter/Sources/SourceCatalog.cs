using Kilter.Sources.Input;
using Kilter.Sources.Synthetic;

namespace Kilter.Sources;

/// <summary>Everything measurements can come from, and the one door to it.</summary>
public static class SourceCatalog
{
    private const string TextNotes = "Time: ISO 8601, 2014-01-27 14:30:00, 1/27/14 14:30, 27.1.2014 14:30, 2004.02.12.10.32.39, or Unix seconds to nanoseconds, or a date and a time of day in neighbouring columns; without a time column rows are numbered.";

    /// <summary>The sources, sorted by name.</summary>
    public static IReadOnlyList<SourceEntry> All { get; } =
    [
        new SourceEntry
        {
            Name = "csv",
            Reads = "text tables: comma, semicolon, tab, bar or white space, quoted or not, with or without header; one number a line",
            Recognised = "text that does not start like JSON",
            Example = "pump.csv",
            Notes =
            [
                TextNotes,
                "Separator, decimal comma, header, time and roles are guessed, checked on every row, shown, and can be set.",
                "Missing: an empty cell, NA, N/A, NaN, null, none, -, ? and what --missing adds. true and false are 1 and 0.",
                "A column of 0 and 1 named anomaly, label, is_anomaly, class, y, target, outlier, changepoint, fault, attack or the like is a label, never a channel.",
                "gzip, byte order marks, UTF-16 and Windows line ends are undone. Streams: memory is eight bytes a number, whatever the length of the text.",
            ],
            Open = path => new CsvSource(path),
        },
        new SourceEntry
        {
            Name = "folder",
            Reads = "a folder of files with the same columns, joined into one series",
            Recognised = "a path that is a folder",
            Example = "skab/valve1/",
            Notes =
            [
                "Joined by first time stamp, or by name where there is no time (2.csv before 10.csv); joints without time count as gaps.",
                "Files whose columns differ are an error; files of other kinds and inner folders are left out and said.",
            ],
            Open = path => new FolderSource(path),
        },
        new SourceEntry
        {
            Name = "json-lines",
            Reads = "one JSON object a line; also an array of objects, rows of numbers, or one array of numbers",
            Recognised = "text that starts with { or [",
            Example = "events.jsonl",
            Notes = ["Keys are columns; inner objects give columns named outer.inner; null and absent keys are missing.", TextNotes],
            Open = path => new JsonLinesSource(path),
        },
        new SourceEntry
        {
            Name = "numpy",
            Reads = ".npy arrays of one or two dimensions and .npz archives, gzipped or not",
            Recognised = "the first bytes of a NumPy or ZIP file",
            Example = "P-1.npy.gz",
            Notes =
            [
                "Rows are samples, columns channels. Little-endian float16 to float64, int8 to int64, uint8 to uint64, bool; C or Fortran order.",
                "Of an archive, arrays as long as the longest become columns; a datetime64 array, or Unix time under a telling name, is the time.",
            ],
            Open = path => new NumpySource(path),
        },
        new SourceEntry
        {
            Name = "snapshots",
            Reads = "a folder of vibration snapshots, one file a time: each file becomes one sample of statistics",
            Recognised = "snapshots: in front",
            Example = "snapshots:2nd_test?stats=mean-abs,kurtosis",
            Notes =
            [
                "The time is in the file name, as in 2004.02.12.10.32.39; files are put in order of it. Other files are left out and said.",
                "Every column of a file is a channel; a file is read as one stretch, so its rows need no time. Kurtosis is 3 for normal noise, and missing for a value that stands still.",
                "header=yes takes the first line for a header even where it holds numbers, as the original of the bearing study did: the first row of each file is lost.",
            ],
            Settings = SnapshotOptions.Settings,
            Open = path => new SnapshotSource(SnapshotOptions.Parse(path)),
        },
        new SourceEntry
        {
            Name = "standard-input",
            Reads = "any of the file formats from a pipe",
            Recognised = "a single -",
            Example = "-",
            Notes = ["Told by its first bytes, as files are. Read once."],
            Open = _ => new StandardInputSource(),
        },
        new SourceEntry
        {
            Name = "synth",
            Reads = "a made-up signal with planted, labelled anomalies, from a seed",
            Recognised = "synth: in front",
            Example = "synth:pump?days=30&seed=42&anomalies=spike,flat-line",
            Notes =
            [
                $"Signals: {string.Join(", ", SyntheticCatalog.Signals.Select(s => s.Name))}.",
                $"Anomalies: {string.Join(", ", SyntheticCatalog.Anomalies.Select(a => a.Kind))}.",
                "The same text makes the same bits on every machine. Labels are exactly the samples that were changed.",
            ],
            Settings = SyntheticCatalog.Settings,
            Open = SyntheticSource.Parse,
        },
    ];

    /// <summary>Opens what the user typed: a file, a folder, "-" for standard input, or "name:place" for a source by name.</summary>
    /// <remarks>A file is told by its first bytes, never by its name. Reads at most a few hundred bytes.</remarks>
    /// <exception cref="DataException">There is no such file; or it may not be read, is empty, or is of no readable kind.</exception>
    public static ISource Open(string location)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        if (location == "-")
        {
            return new StandardInputSource();
        }

        if (Directory.Exists(location))
        {
            return new FolderSource(location);
        }

        if (!File.Exists(location) && Named(location) is { } entry)
        {
            return entry.Open(location[(entry.Name.Length + 1)..]);
        }

        return OpenFile(location);
    }

    private static SourceEntry? Named(string location)
        => All.FirstOrDefault(entry => location.StartsWith(entry.Name + ":", StringComparison.OrdinalIgnoreCase));

    private static ISource OpenFile(string path)
    {
        using var input = ByteInput.OfFile(path, ReadOptions.Default);
        return input.Kind switch
        {
            ByteKind.Empty => throw Tables.TableErrors.Empty(input),
            ByteKind.Foreign => throw Tables.TableErrors.Foreign(input, ByteKinds.Describe(input.Start.Span)!),
            ByteKind.Npy or ByteKind.Zip => new NumpySource(path),
            ByteKind.Json => new JsonLinesSource(path),
            _ => new CsvSource(path),
        };
    }
}
