namespace Kilter.Numerics.Kernels;

/// <summary>Floats that begin on a multiple of 64 bytes and do not move, so that no vector of a panel straddles two cache lines.</summary>
/// <remarks>Starts as zeros. Owned by the garbage collector; there is nothing to dispose.</remarks>
internal sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;
    private readonly float[] _values;
    private readonly int _start;

    public AlignedBuffer(int length)
    {
        Length = length;
        _values = GC.AllocateArray<float>(length + (Alignment / sizeof(float)), pinned: true);
        fixed (float* first = _values)
        {
            _start = (int)((Alignment - ((nuint)first % Alignment)) % Alignment / sizeof(float));
        }
    }

    public int Length { get; }

    public Span<float> Span => _values.AsSpan(_start, Length);
}
