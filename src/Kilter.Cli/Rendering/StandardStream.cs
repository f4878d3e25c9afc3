using System.Runtime.InteropServices;

namespace Kilter.Cli.Rendering;

/// <summary>Standard output or error, written as it is. A failure is told once in plain words; after it, everything is taken in silence.</summary>
/// <remarks>A reader that has gone away (<c>kilter … | head</c>) is no failure: what nobody reads is dropped.</remarks>
/// <param name="file">1 for standard output, 2 for standard error.</param>
/// <param name="name">What errors call it.</param>
internal sealed class StandardStream(int file, string name) : Stream
{
    // EINTR, EPIPE, ENOSPC: the same numbers on Linux and macOS.
    private const int Interrupted = 4;
    private const int NoReader = 32;
    private const int NoSpace = 28;

    private readonly Stream? _windows = !OperatingSystem.IsWindows() ? null : file == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError();
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

    public override void Flush() => _windows?.Flush();

    /// <inheritdoc/>
    /// <exception cref="DataException">It cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    /// <inheritdoc/>
    /// <exception cref="DataException">It cannot be written.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_windows is not null)
        {
            _windows.Write(buffer, offset, count);
            return;
        }

        while (count > 0 && !_broken)
        {
            var taken = (int)SystemCalls.Write(file, ref buffer[offset], count);
            if (taken >= 0)
            {
                (offset, count) = (offset + taken, count - taken);
            }
            else if (Marshal.GetLastPInvokeError() is not Interrupted and var reason)
            {
                _broken = true;
                if (reason != NoReader)
                {
                    throw new DataException($"{name} could not be written: {(reason == NoSpace ? "no space left." : Marshal.GetPInvokeErrorMessage(reason) + ".")}");
                }
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _windows?.Dispose();
        }

        base.Dispose(disposing);
    }
}
