using System.Security.Cryptography;
using System.Text;
using Kilter.Sources.Input;
using Kilter.Sources.Tables;

namespace Kilter.Sources;

/// <summary>A folder of files that continue one another: same format, same columns, joined into one series.</summary>
/// <remarks>
/// <para>Taken are the files directly inside whose names end like a readable format, gzipped or not; other files and folders are left out and said. With time they
/// are joined in order of their first time stamp, otherwise in order of name (2.csv before 10.csv), and each joint counts as a gap, so that no window
/// crosses it. Files whose columns differ are an error: a folder is one series, not several.</para>
/// <para>The fingerprint is the SHA-256 of the files' fingerprints, one a line, in joining order. Memory: up to twice the numbers.</para>
/// </remarks>
public sealed class FolderSource : ISource
{
    private readonly string _path;

    /// <summary>A source over a folder.</summary>
    public FolderSource(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Task<Reading> ReadAsync(ReadOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() => ReadingBuilder.Build(ReadAll(options, cancellation), options), cancellation);
    }

    private RawTable ReadAll(ReadOptions options, CancellationToken cancellation)
    {
        var (files, others) = Files();
        var total = files.Sum(file => new FileInfo(file).Length);
        var tables = new List<RawTable>();
        var before = 0L;
        foreach (var file in files)
        {
            var progress = options.Progress is { } whole ? new Onward(whole, before, total) : null;
            tables.Add(TableReader.Read(() => ByteInput.OfFile(file, options with { Progress = progress }), TableKind.Any, options, cancellation));
            before += tables[^1].Bytes;
            CheckSame(tables[0], tables[^1]);
        }

        if (tables.TrueForAll(table => table.Ticks is not null))
        {
            tables = [.. tables.OrderBy(table => table.Ticks!.First)];
        }

        var joined = Join(tables);
        if (others.Count > 0)
        {
            joined.Notes.Add(new DataNote("folder", others.Count, $"Left out of the folder: {Words.List(others)}.", IsWarning: false));
        }

        return joined;
    }

    private (List<string> Files, List<string> Others) Files()
    {
        try
        {
            var names = Directory.EnumerateFileSystemEntries(_path).Select(entry => Path.GetFileName(entry)).Where(name => !name.StartsWith('.')).ToList();
            names.Sort(FileNames.Compare);
            var files = names.Where(name => FileNames.IsReadable(name) && !Directory.Exists(Path.Combine(_path, name))).ToList();
            var others = names.Except(files, StringComparer.Ordinal).ToList();
            return files.Count > 0 ? ([.. files.Select(name => Path.Combine(_path, name))], others) : throw new DataException($"'{_path}' is a folder without a readable file.")
            {
                File = _path,
                Expected = [others.Count > 0 ? $"It holds: {Words.List(others)}." : "It is empty.", TableErrors.Readable],
                Try = [.. others.Where(name => Directory.Exists(Path.Combine(_path, name))).Take(1).Select(name => Path.Combine(_path, name))],
            };
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new DataException($"'{_path}' may not be read: permission is denied.", closed) { File = _path, Expected = [$"Ask its owner, or type:  chmod +rx {_path}"] };
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new DataException($"'{_path}' does not exist.", missing) { File = _path };
        }
    }

    private void CheckSame(RawTable first, RawTable other)
    {
        var (a, b) = (first.Columns.Select(column => column.Name).ToList(), other.Columns.Select(column => column.Name).ToList());
        if (a.SequenceEqual(b) && first.Ticks is null == other.Ticks is null)
        {
            return;
        }

        throw new DataException($"'{_path}' holds files with different columns: {first.Name} and {other.Name}.")
        {
            File = _path,
            Expected = [$"{first.Name}: {Words.List(a)}.", $"{other.Name}: {Words.List(b)}.", "The files of a folder are joined into one series; for another purpose give one file."],
            Try = [Path.Combine(_path, first.Name)],
        };
    }

    private RawTable Join(List<RawTable> tables)
    {
        var first = tables[0];
        var joined = new RawTable
        {
            Name = Name,
            File = _path,
            Layout = tables.Count == 1 ? first.Layout : $"{Words.Count(tables.Count)} files ({first.Name} to {tables[^1].Name}): {first.Layout}",
            Columns = first.Columns,
            Cells = first.Cells,
            Ticks = first.Ticks,
            Time = first.Time,
        };
        joined.Lines.Append(first.Lines, 0);
        joined.Notes.AddRange(first.Notes);
        joined.Cells.Expect(tables.Sum(table => (long)table.Cells.Rows));
        foreach (var table in tables.Skip(1))
        {
            joined.Joints.Add(joined.Cells.Rows);
            joined.Lines.Append(table.Lines, joined.Cells.Rows);
            joined.Cells.Append(table.Cells);
            joined.Notes.AddRange(table.Notes.Where(note => !joined.Notes.Contains(note)));
            for (var row = 0; row < table.Ticks?.Count; row++)
            {
                joined.Ticks!.Add(table.Ticks[row]);
            }

            for (var c = 0; c < table.Columns.Count; c++)
            {
                joined.Columns[c].Issues.Append(table.Columns[c].Issues);
            }
        }

        joined.Bytes = tables.Sum(table => table.Bytes);
        joined.Fingerprint = tables.Count == 1 ? first.Fingerprint
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(tables.Select(table => table.Fingerprint + "\n")))));
        return joined;
    }

    /// <summary>Progress of one file as progress of the folder.</summary>
    private sealed class Onward(IProgress<(long Read, long Total)> whole, long before, long total) : IProgress<(long Read, long Total)>
    {
        public void Report((long Read, long Total) value) => whole.Report((before + value.Read, total));
    }
}
