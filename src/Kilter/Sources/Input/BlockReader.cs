namespace Kilter.Sources.Input;

/// <summary>Gives a stream block by block while the next block is read, unpacked and hashed on another thread.</summary>
/// <remarks>
/// What the user of a block leaves over (a row cut in two) comes again in front of the next block. At the end a missing last line feed is added,
/// so that every row ends with one. Holds two blocks of 1 MiB, and more only while one row is longer than that.
/// </remarks>
internal sealed class BlockReader : IDisposable
{
    /// <summary>Bytes of one block.</summary>
    public const int BlockSize = 1 << 20;
    private const int Headroom = 1 << 16;

    private readonly Stream _stream;
    private byte[] _current = new byte[Headroom + BlockSize + 1];
    private byte[] _spare = new byte[Headroom + BlockSize + 1];
    private int _start = Headroom;
    private int _end = Headroom;
    private Task<int> _next;

    /// <summary>Starts reading.</summary>
    public BlockReader(Stream stream)
    {
        _stream = stream;
        _next = Fill(_spare);
    }

    /// <summary>The bytes at hand.</summary>
    public ReadOnlySpan<byte> Bytes => _current.AsSpan(_start, _end - _start);

    /// <summary>True when no bytes follow those at hand.</summary>
    public bool IsLast { get; private set; }

    /// <summary>True when the stream did not end with a line feed.</summary>
    public bool EndedInsideLine { get; private set; }

    /// <summary>Says that the first <paramref name="count"/> bytes at hand are done with.</summary>
    public void Advance(int count) => _start += count;

    /// <summary>Joins the next block to the bytes left over.</summary>
    public void More()
    {
        var count = _next.GetAwaiter().GetResult();
        if (count == 0)
        {
            IsLast = true;
            CloseLine();
            return;
        }

        var left = _end - _start;
        if (left <= Headroom)
        {
            Bytes.CopyTo(_spare.AsSpan(Headroom - left));
            (_current, _spare) = (_spare, _current);
            (_start, _end) = (Headroom - left, Headroom + count);
        }
        else
        {
            var joined = new byte[left + BlockSize + 1];
            Bytes.CopyTo(joined);
            _spare.AsSpan(Headroom, count).CopyTo(joined.AsSpan(left));
            _current = joined;
            (_start, _end) = (0, left + count);
        }

        _spare = _spare.Length == Headroom + BlockSize + 1 ? _spare : new byte[Headroom + BlockSize + 1];
        _next = Fill(_spare);
    }

    /// <inheritdoc/>
    public void Dispose() => Task.WaitAny(_next);

    private void CloseLine()
    {
        if (_end > _start && _current[_end - 1] != '\n')
        {
            EndedInsideLine = true;
            _current[_end++] = (byte)'\n';
        }
    }

    private Task<int> Fill(byte[] block)
        => Task.Run(() => _stream.ReadAtLeast(block.AsSpan(Headroom, BlockSize), BlockSize, throwOnEndOfStream: false));
}
