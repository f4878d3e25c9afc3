using System.Globalization;

namespace Kilter.Artifacts;

/// <summary>The <c>.kilter</c> file: named numbers and texts in one versioned, checksummed file that can only be parsed, never run.</summary>
/// <remarks>
/// <para>Layout: 64 bytes of preamble (name, format, lengths, own checksum) · a JSON header that lists the entries · zeros to a multiple of 64 ·
/// the entries' values, little-endian, each padded to a multiple of 64 · a SHA-256 for every 4,096 bytes so far · a SHA-256 of these.</para>
/// <para>The file holds no code and names no types. Every length is checked against the file's own before anything is allocated: reading takes
/// at most a few times the file's length in memory. The same entries give the same bytes. Formats once released are read for ever.</para>
/// </remarks>
public static class ArtifactFile
{
    /// <summary>The format written, and the newest that can be read.</summary>
    public const int Format = 1;

    /// <summary>Saves to a file, beside first and then renamed: at <paramref name="path"/> is the whole new file or what was there before.</summary>
    /// <exception cref="DataException">It cannot be written; nothing is left behind.</exception>
    public static void Save(string path, ArtifactWriter artifact) => SafeFile.Write(path, stream => Write(stream, artifact));

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <exception cref="ArgumentException">The entries are larger than 2 GB, or a text holds half of a surrogate pair.</exception>
    public static void Write(Stream stream, ArtifactWriter artifact)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(artifact);
        var (json, entries) = Header.Of(artifact.Entries);
        var start = Payload.Padded(Preamble.Size + json.Length);
        var length = entries.Length == 0 ? start : start + Payload.Padded(entries[^1].Offset + entries[^1].Bytes);
        var total = length + BlockChecksums.SizeFor(length);
        if (total > Array.MaxLength)
        {
            throw new ArgumentException($"The model is {total:N0} bytes large; a file holds at most {Array.MaxLength:N0}.", nameof(artifact));
        }

        var body = new byte[length];
        new Preamble(Format, total, length, json.Length).Write(body);
        json.CopyTo(body.AsSpan(Preamble.Size));
        foreach (var entry in entries)
        {
            Payload.Write(artifact.Entries[entry.Name], body.AsSpan((int)(start + entry.Offset), (int)entry.Bytes));
        }

        stream.Write(body);
        stream.Write(BlockChecksums.Of(body));
    }

    /// <summary>Loads a file.</summary>
    /// <exception cref="DataException">It is missing, empty, not a Kilter model, cut short, damaged, or of a newer format; the message says which and where.</exception>
    public static ArtifactReader Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Read(stream, path);
        }
        catch (Exception inner) when (inner is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ArtifactErrors.Missing(path, inner);
        }
        catch (UnauthorizedAccessException inner)
        {
            var words = Directory.Exists(path) ? "is a folder; a model file is needed." : "cannot be read: permission denied.";
            throw new DataException($"'{path}' {words}", inner) { File = path };
        }
    }

    /// <summary>Reads from a stream up to its end.</summary>
    /// <param name="stream">Any stream, also one that cannot seek.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="DataException">As <see cref="Load"/>.</exception>
    public static ArtifactReader Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var errors = new ArtifactErrors(name);
        var start = new byte[Preamble.Size];
        var got = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!start.AsSpan(0, got).StartsWith(Preamble.Magic))
        {
            throw errors.Foreign(start.AsSpan(0, got));
        }

        if (got < start.Length)
        {
            throw errors.Short(got, Preamble.Size, orMore: true);
        }

        var preamble = Preamble.Read(start) ?? throw errors.Damaged(0, stream.CanSeek ? stream.Length : got);
        if (preamble.Format > Format)
        {
            throw errors.Newer(preamble.Format);
        }

        return preamble.Format == Format && preamble.IsConsistent
            ? Parse(Rest(stream, start, preamble.Total, errors), preamble, errors)
            : throw errors.Wrong("its preamble does not fit itself");
    }

    // Grows with what really comes, so that a length that lies costs nothing.
    private static byte[] Rest(Stream stream, byte[] start, long total, ArtifactErrors errors)
    {
        const int FirstBuffer = 1 << 16;
        var available = stream.CanSeek ? start.Length + stream.Length - stream.Position : FirstBuffer;
        var bytes = new byte[Math.Max(start.Length, Math.Min(total, available))];
        start.CopyTo(bytes, 0);
        var got = start.Length;
        while (true)
        {
            got += stream.ReadAtLeast(bytes.AsSpan(got), bytes.Length - got, throwOnEndOfStream: false);
            if (got < bytes.Length)
            {
                throw errors.Short(got, total, orMore: false);
            }

            if (got == total)
            {
                return stream.ReadByte() < 0 ? bytes : throw errors.Wrong("bytes follow its end at " + total.ToString("N0", CultureInfo.InvariantCulture));
            }

            Array.Resize(ref bytes, (int)Math.Min(total, Math.Min(Array.MaxLength, 2L * bytes.Length)));
        }
    }

    private static ArtifactReader Parse(byte[] bytes, Preamble preamble, ArtifactErrors errors)
    {
        var body = bytes.AsSpan(0, (int)preamble.Body);
        var damage = BlockChecksums.FirstDamage(body, bytes.AsSpan(body.Length));
        if (damage >= 0)
        {
            throw errors.Damaged(damage, bytes.Length);
        }

        var start = Payload.Padded(Preamble.Size + preamble.Header);
        var header = Header.Read(bytes.AsSpan(Preamble.Size, (int)preamble.Header), preamble.Body - start, out var reason)
            ?? throw errors.Wrong(reason);
        var entries = new Dictionary<string, object>(header.Length, StringComparer.Ordinal);
        foreach (var entry in header)
        {
            try
            {
                entries.Add(entry.Name, Payload.Read(entry.Kind, body.Slice((int)(start + entry.Offset), (int)entry.Bytes)));
            }
            catch (ArgumentException)
            {
                throw errors.Wrong($"entry '{entry.Name}' is not UTF-8");
            }
        }

        return new ArtifactReader(entries);
    }
}
