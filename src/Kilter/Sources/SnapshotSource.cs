using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kilter.Sources.Clocks;
using Kilter.Sources.Input;
using Kilter.Sources.Tables;

namespace Kilter.Sources;

/// <summary>A folder of snapshots of vibration, one file a time: each file becomes one sample, its channels said in a few numbers.</summary>
/// <remarks>
/// <para>The time is in the file name and files are put in order of it; names that do not start with a time are left out and said. All files must have the same
/// number of columns. With one statistic a channel keeps its name; with several it becomes "c1 rms", "c1 kurtosis", ….</para>
/// <para>Cost: O(bytes); memory: one file at a time. The fingerprint is the SHA-256 of the files' fingerprints, one a line, in order.</para>
/// <para>Source: NASA/IMS bearing data, and B. Larzalere, "LSTM autoencoder for anomaly detection", 2019 (the mean of absolute values).</para>
/// </remarks>
public sealed class SnapshotSource(SnapshotOptions options) : ISource
{
    /// <inheritdoc/>
    public string Name { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder)));

    /// <inheritdoc/>
    public Task<Reading> ReadAsync(ReadOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() => ReadingBuilder.Build(ReadAll(options, cancellation), options), cancellation);
    }

    /// <summary>The time that a file name starts with, as the format says; null when it starts with none.</summary>
    public static DateTime? TimeOf(string fileName, string format)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(format);
        return fileName.Length >= format.Length
            && DateTime.TryParseExact(fileName[..format.Length], format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : null;
    }

    private RawTable ReadAll(ReadOptions read, CancellationToken cancellation)
    {
        var (files, others) = Files();
        var plain = read with { TimeColumn = "none", LabelColumn = "none", Header = options.FirstLineIsHeader ? true : read.Header, Channels = [], Ignore = [], From = null, Until = null, Progress = null };
        var ticks = new TickColumn();
        var (fingerprints, bytes, first) = (new StringBuilder(), 0L, (RawTable?)null);
        CellTable? cells = null;
        for (var i = 0; i < files.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var table = TableReader.Read(() => ByteInput.OfFile(files[i].Path, plain), TableKind.Any, plain, cancellation);
            first ??= table;
            cells ??= new CellTable(table.Cells.Width * options.Statistics.Sum(SnapshotStatistics.Count));
            if (table.Cells.Width != first.Cells.Width)
            {
                throw new DataException($"'{table.Name}' has {table.Cells.Width} columns; '{first.Name}' has {first.Cells.Width}.")
                {
                    File = options.Folder,
                    Expected = ["Every snapshot of a folder must hold the same channels."],
                };
            }

            Say(table.Cells, cells.Add());
            ticks.Add(files[i].Time.Ticks);
            fingerprints.Append(table.Fingerprint).Append('\n');
            bytes += table.Bytes;
            read.Progress?.Report((i + 1, files.Count));
        }

        var joined = new RawTable
        {
            Name = Name,
            File = options.Folder,
            Layout = $"{Words.Count(files.Count)} snapshots ({first!.Name} to {Path.GetFileName(files[^1].Path)}), {string.Join(", ", options.Statistics.SelectMany(SnapshotStatistics.Names))} of each channel: {first.Layout}",
            Columns = [.. NamesFor(first).Select((name, i) => new RawColumn(name, first.Columns.Any(c => c.IsNamed), i))],
            Cells = cells!,
            Ticks = ticks,
            Time = new TimeReader(TimeLayout.Given, read.TimeZone, options.TimeFormat),
            Bytes = bytes,
            Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(fingerprints.ToString()))),
        };
        if (others.Count > 0)
        {
            joined.Notes.Add(new DataNote("folder", others.Count, $"Left out of the folder, since their names do not start with a time like {options.TimeFormat}: {Words.List(others)}.", IsWarning: false));
        }

        return joined;
    }

    private (List<(DateTime Time, string Path)> Files, List<string> Others) Files()
    {
        if (!Directory.Exists(options.Folder))
        {
            throw new DataException($"'{options.Folder}' is not a folder.") { File = options.Folder };
        }

        var names = Directory.EnumerateFiles(options.Folder).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal).ToList();
        var timed = names.Select(name => (Time: TimeOf(name, options.TimeFormat), Name: name)).ToList();
        List<(DateTime Time, string Path)> files = [.. timed.Where(f => f.Time is not null).Select(f => (f.Time!.Value, Path.Combine(options.Folder, f.Name))).OrderBy(f => f.Value)];
        return files.Count >= 2 ? (files, [.. timed.Where(f => f.Time is null).Select(f => f.Name)]) : throw new DataException($"'{options.Folder}' holds {Words.Count(files.Count, "snapshot")} whose name starts with a time like {options.TimeFormat}; at least 2 are needed.")
        {
            File = options.Folder,
            Expected = [names.Count == 0 ? "It is empty." : $"It holds: {Words.List(names)}."],
        };
    }

    private void Say(CellTable snapshot, Span<double> row)
    {
        var (column, place) = (new double[snapshot.Rows], 0);
        for (var c = 0; c < snapshot.Width; c++)
        {
            var count = 0;
            for (var t = 0; t < snapshot.Rows; t++)
            {
                column[count] = snapshot[t][c];
                count += double.IsFinite(column[count]) ? 1 : 0;
            }

            foreach (var statistic in options.Statistics)
            {
                SnapshotStatistics.Of(column.AsSpan(0, count), statistic, row.Slice(place, SnapshotStatistics.Count(statistic)));
                place += SnapshotStatistics.Count(statistic);
            }
        }
    }

    private IEnumerable<string> NamesFor(RawTable table)
    {
        var names = options.Statistics.SelectMany(SnapshotStatistics.Names).ToList();
        return table.Columns.Where(c => c.Slot >= 0).OrderBy(c => c.Slot).SelectMany(c => names.Select(name => names.Count == 1 ? c.Name : $"{c.Name} {name}"));
    }
}
