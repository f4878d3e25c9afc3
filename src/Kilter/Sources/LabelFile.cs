using System.Globalization;
using System.Text.Json;
using Kilter.Frames;

namespace Kilter.Sources;

/// <summary>Settings of <see cref="LabelFile"/>.</summary>
public sealed record LabelFileOptions
{
    /// <summary>Which entry of a JSON file of many series; null for the one that ends in the series' name, or the only one.</summary>
    public string? Key { get; init; }

    /// <summary>The column of 0 and 1, by name or 1-based number; null to look for a telling name.</summary>
    public string? Column { get; init; }

    /// <summary>How the file is read when it is a table.</summary>
    public ReadOptions Read { get; init; } = ReadOptions.Default;
}

/// <summary>Reads labels that lie in a file of their own and lays them over the samples of a series.</summary>
/// <remarks>
/// <para>Told by content: JSON holds windows as the Numenta Anomaly Benchmark writes them, [start, end] with both ends inside, or single times, for one series or for many
/// by name. A table with columns <c>start</c> and <c>end</c> holds stretches [start, end): times, or row numbers counted from 0. Any other table holds a column of 0 and 1,
/// matched by time where both have one, else row by row.</para>
/// </remarks>
public static class LabelFile
{
    private const int MostBytes = 256 << 20;

    /// <summary>The labels of each sample of the series, (T).</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The series' axis.</param>
    /// <param name="series">What the series' file is called, for JSON files of many.</param>
    /// <param name="options">Which entry, which column.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="DataException">The file cannot be understood, or does not fit the series; the message says what was expected.</exception>
    public static async Task<bool[]> ReadAsync(string path, TimeAxis time, string series, LabelFileOptions options, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        if (await StartAsync(path, cancellation) is not { } start)
        {
            return await FromColumnAsync(path, time, options, cancellation);
        }

        if (start.TrimStart() is ['{' or '[', ..])
        {
            return FromJson(path, time, series, options);
        }

        return RangeTable.TryRead(path, start) is { } table ? table.Over(time) : await FromColumnAsync(path, time, options, cancellation);
    }

    // The first line, or null where it is no plain text (gzip, NumPy, a folder).
    private static async Task<string?> StartAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            return Directory.Exists(path) ? null : throw new DataException($"There is no file '{path}'.") { File = path };
        }

        using var reader = new StreamReader(path);
        var buffer = new char[4096];
        var read = await reader.ReadBlockAsync(buffer, cancellation);
        var text = new string(buffer, 0, read);
        return text.Contains('\0') || text.Contains('\uFFFD') ? null : text;
    }

    private static async Task<bool[]> FromColumnAsync(string path, TimeAxis time, LabelFileOptions options, CancellationToken cancellation)
    {
        var reading = await SourceCatalog.Open(path).ReadAsync(options.Read with { KeepConstant = true, LabelColumn = options.Column ?? options.Read.LabelColumn }, cancellation);
        var labels = reading.Labels ?? OnlyColumn(reading) ?? throw new DataException($"'{reading.Name}' has no column of labels.")
        {
            File = path,
            Expected = [$"It has: {string.Join(", ", reading.Columns.Select(c => c.Name))}. Labels are a column of 0 and 1 with a telling name (label, anomaly, …), columns start and end, or windows in JSON."],
            Try = ["--label-col NAME"],
            IsUsage = true,
        };
        return reading.Frame.Time.HasTime && time.HasTime ? ByTime(path, time, reading.Frame.Time, labels) : ByRow(path, time, reading.Frame.Count, labels);
    }

    // A file of nothing but 0 and 1 needs no name.
    private static LabelSet? OnlyColumn(Reading reading)
    {
        if (reading.Frame.Channels.Count != 1)
        {
            return null;
        }

        var flags = new bool[reading.Frame.Count];
        for (var t = 0; t < flags.Length; t++)
        {
            if (reading.Frame[t, 0] is not (0 or 1))
            {
                return null;
            }

            flags[t] = reading.Frame[t, 0] == 1;
        }

        return LabelSet.FromFlags(flags);
    }

    private static bool[] ByRow(string path, TimeAxis time, int rows, LabelSet labels)
    {
        if (rows != time.Count)
        {
            throw new DataException(FormattableString.Invariant($"There are {time.Count:N0} scores and {rows:N0} labels in '{Path.GetFileName(path)}'; without a time on both sides they must be as many."))
            {
                File = path,
                Expected = ["Labels may also be given as stretches: a table with the columns start and end, or JSON windows."],
            };
        }

        return Flags(time.Count, labels.Ranges);
    }

    private static bool[] ByTime(string path, TimeAxis time, TimeAxis labelled, LabelSet labels)
    {
        var (all, flags) = (Flags(labelled.Count, labels.Ranges), new bool[time.Count]);
        var at = 0;
        for (var t = 0; t < flags.Length; t++)
        {
            while (at < labelled.Count && labelled[at] < time[t])
            {
                at++;
            }

            if (at == labelled.Count || labelled[at] != time[t])
            {
                throw new DataException(FormattableString.Invariant($"'{Path.GetFileName(path)}' has no label for {new DateTime(time[t]):yyyy-MM-dd HH:mm:ss} (score {t + 1:N0} of {time.Count:N0})."))
                {
                    File = path,
                    Expected = [FormattableString.Invariant($"Its labels run from {new DateTime(labelled[0]):yyyy-MM-dd HH:mm:ss} to {new DateTime(labelled[labelled.Count - 1]):yyyy-MM-dd HH:mm:ss}; every scored time needs one. If the clocks differ, give --time-zone.")],
                };
            }

            flags[t] = all[at];
        }

        return flags;
    }

    private static bool[] FromJson(string path, TimeAxis time, string series, LabelFileOptions options)
    {
        if (new FileInfo(path).Length > MostBytes)
        {
            throw new DataException($"'{Path.GetFileName(path)}' is too large for a file of labels.") { File = path };
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var flags = new bool[time.Count];
            foreach (var window in Entry(path, document.RootElement, series, options).EnumerateArray())
            {
                var (first, last) = window.ValueKind == JsonValueKind.Array ? (window[0], window[1]) : (window, window);
                Mark(flags, time, Instant(first, time), Instant(last, time));
            }

            return flags;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new DataException($"'{Path.GetFileName(path)}' does not hold windows: {failure.Message}", failure)
            {
                File = path,
                Expected = ["Windows are lists of [start, end], both inside, or of single times: { \"series.csv\": [[\"2014-01-27 14:20:00\", \"2014-01-29 13:30:00\"]] }."],
            };
        }
    }

    private static JsonElement Entry(string path, JsonElement root, string series, LabelFileOptions options)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return root;
        }

        var entries = root.EnumerateObject().ToList();
        var fitting = options.Key is { } key
            ? entries.Where(e => e.Name == key).ToList()
            : entries.Where(e => e.Name == series || e.Name.EndsWith("/" + series, StringComparison.Ordinal)).ToList();
        if (fitting.Count == 0 && options.Key is null && entries.Count == 1)
        {
            fitting = entries;
        }

        return fitting.Count == 1 ? fitting[0].Value : throw new DataException(
            options.Key is { } asked
                ? $"'{Path.GetFileName(path)}' has no entry '{asked}'. Closest: {Nearest.Of(asked, entries.Select(e => e.Name))}."
                : $"'{Path.GetFileName(path)}' holds {entries.Count} series, and which one '{series}' is cannot be told.")
        {
            File = path,
            Expected = entries.Count == 0 ? [] : [$"It has, for example: {entries[0].Name}."],
            Try = ["--labels-key NAME"],
            IsUsage = true,
        };
    }

    private static long Instant(JsonElement value, TimeAxis time)
        => value.ValueKind == JsonValueKind.Number ? value.GetInt64()
            : !time.HasTime ? throw new FormatException("the windows are times, and the scores have none.")
            : DateTime.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).Ticks;

    // Both ends inside, as in NAB.
    private static void Mark(bool[] flags, TimeAxis time, long first, long last)
    {
        for (var t = 0; t < flags.Length; t++)
        {
            flags[t] |= time[t] >= first && time[t] <= last;
        }
    }

    private static bool[] Flags(int samples, IEnumerable<SampleRange> ranges)
    {
        var flags = new bool[samples];
        foreach (var range in ranges)
        {
            flags.AsSpan(range.Start, range.Length).Fill(true);
        }

        return flags;
    }
}

/// <summary>A table with the columns start and end.</summary>
internal sealed record RangeTable(string Path, IReadOnlyList<(string Start, string End, int Line)> Rows)
{
    /// <summary>The table, or null when the first line does not name both columns.</summary>
    public static RangeTable? TryRead(string path, string start)
    {
        string[] heads = [.. Cells(start.Split('\n')[0]).Select(c => c.ToLowerInvariant())];
        var (from, to) = (Array.IndexOf(heads, "start"), Array.IndexOf(heads, "end"));
        if (from < 0 || to < 0)
        {
            return null;
        }

        var rows = new List<(string, string, int)>();
        var line = 1;
        foreach (var text in File.ReadLines(path).Skip(1))
        {
            line++;
            var cells = Cells(text);
            if (text.Trim().Length > 0)
            {
                rows.Add(cells.Length > Math.Max(from, to)
                    ? (cells[from], cells[to], line)
                    : throw new DataException(FormattableString.Invariant($"'{System.IO.Path.GetFileName(path)}', line {line}: {cells.Length} cells where {heads.Length} are needed.")) { File = path });
            }
        }

        return new RangeTable(path, rows);
    }

    /// <summary>The stretches [start, end) laid over the samples of an axis.</summary>
    public bool[] Over(TimeAxis time)
    {
        var flags = new bool[time.Count];
        foreach (var (start, end, line) in Rows)
        {
            var (from, to) = (Instant(start, time, line), Instant(end, time, line));
            if (to < from)
            {
                throw Bad(line, $"the stretch ends before it starts ({start}, {end})");
            }

            for (var t = 0; t < flags.Length; t++)
            {
                flags[t] |= time[t] >= from && time[t] < to;
            }
        }

        return flags;
    }

    private long Instant(string cell, TimeAxis time, int line)
    {
        if (!time.HasTime)
        {
            return long.TryParse(cell, NumberStyles.Integer, CultureInfo.InvariantCulture, out var row) ? row
                : throw Bad(line, $"\"{cell}\" is no row number; the scores carry no time, so rows counted from 0 are needed");
        }

        return DateTime.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant.Ticks
            : throw Bad(line, $"\"{cell}\" is no time such as 2014-01-27 14:20:00; the scores carry times, so times are needed");
    }

    private DataException Bad(int line, string what) => new(FormattableString.Invariant($"'{System.IO.Path.GetFileName(Path)}', line {line}: {what}.")) { File = Path };

    private static string[] Cells(string line) => [.. line.Split([',', ';', '\t']).Select(c => c.Trim().Trim('"'))];
}
