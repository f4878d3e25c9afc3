using Kilter.Sources.Arrays;
using Kilter.Sources.Input;
using Kilter.Sources.Json;
using Kilter.Sources.Parsing;

namespace Kilter.Sources.Tables;

/// <summary>What the bytes are to be read as.</summary>
internal enum TableKind
{
    /// <summary>Whatever they are.</summary>
    Any,

    /// <summary>A text table.</summary>
    Csv,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>NumPy arrays.</summary>
    Numpy,
}

/// <summary>Reads one input by its content.</summary>
internal static class TableReader
{
    /// <summary>Opens, reads, hashes and builds, on a thread of the pool.</summary>
    public static Task<Reading> ReadAsync(Func<ByteInput> open, TableKind kind, ReadOptions options, CancellationToken cancellation)
        => Task.Run(() => ReadingBuilder.Build(Read(open, kind, options, cancellation), options), cancellation);

    /// <summary>Opens, reads and hashes.</summary>
    /// <exception cref="DataException">The input is not there, is damaged, or is not what it should be.</exception>
    public static RawTable Read(Func<ByteInput> open, TableKind kind, ReadOptions options, CancellationToken cancellation)
    {
        using var input = open();
        try
        {
            var table = Dispatch(input, kind, options, cancellation);
            table.Fingerprint = input.Finish();
            table.Bytes = input.BytesRead;
            return table;
        }
        catch (InvalidDataException damage)
        {
            throw ByteInput.Damaged(input.Name, input.File, damage);
        }
        catch (IOException failure)
        {
            throw new DataException($"'{input.Name}' could not be read to its end: {failure.Message}", failure) { File = input.File };
        }
    }

    private static RawTable Dispatch(ByteInput input, TableKind kind, ReadOptions options, CancellationToken cancellation)
        => (input.Kind, kind) switch
        {
            (ByteKind.Empty, _) => throw TableErrors.Empty(input),
            (ByteKind.Foreign, _) => throw TableErrors.Foreign(input, ByteKinds.Describe(input.Start.Span)!),
            (ByteKind.Gzip, _) => throw TableErrors.Foreign(input, "it is gzipped twice"),
            (ByteKind.Npy, TableKind.Any or TableKind.Numpy) => NumpyTable.ReadArray(input, cancellation),
            (ByteKind.Zip, TableKind.Any or TableKind.Numpy) => NumpyTable.ReadArchive(input, cancellation),
            (ByteKind.Npy, _) => throw TableErrors.Foreign(input, "it is a NumPy array"),
            (ByteKind.Zip, _) => throw TableErrors.Foreign(input, "it is a ZIP archive"),
            (_, TableKind.Numpy) => throw new DataException($"'{input.Name}' is no NumPy file: it does not start like one.") { File = input.File, Expected = [TableErrors.Readable] },
            (ByteKind.Json, TableKind.Any) or (_, TableKind.Json) => JsonTable.Read(input, options, cancellation),
            _ => CsvTable.Read(input, options, cancellation),
        };
}
