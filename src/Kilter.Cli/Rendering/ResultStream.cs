namespace Kilter.Cli.Rendering;

/// <summary>Standard output that says so in plain words when it cannot be written, once, and then takes everything in silence.</summary>
/// <remarks>A reader that has gone away (<c>kilter … | head</c>) is no failure: the runtime drops what nobody reads.</remarks>
internal sealed class ResultStream(Stream inner) : Stream
{
    private bool _broken;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
        if (!_broken)
        {
            inner.Flush();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DataException">The output cannot be written.</exception>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="DataException">The output cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_broken)
        {
            return;
        }

        try
        {
            inner.Write(buffer);
        }
        catch (IOException failure)
        {
            _broken = true;
            throw new DataException($"standard output could not be written: {(Failures.IsNoSpace(failure) ? "no space left." : failure.Message)}", failure);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
