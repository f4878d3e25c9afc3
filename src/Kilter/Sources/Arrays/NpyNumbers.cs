using System.Buffers.Binary;
using Kilter.Sources.Clocks;

namespace Kilter.Sources.Arrays;

/// <summary>Reads the numbers of a NumPy array as doubles, a block at a time.</summary>
/// <remarks>Whole numbers beyond 2^53 are rounded to the nearest double.</remarks>
internal static class NpyNumbers
{
    private const int BlockNumbers = 1 << 16;

    /// <summary>Reads all numbers in file order and hands each block to <paramref name="take"/> with the place of its first number.</summary>
    public static void Read(Stream stream, NpyHeader header, string name, string file, Action<long, ReadOnlyMemory<double>> take, CancellationToken cancellation)
    {
        var total = (long)header.Rows * header.Columns;
        var bytes = new byte[BlockNumbers * header.Size];
        var numbers = new double[BlockNumbers];
        for (long done = 0; done < total;)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = (int)Math.Min(BlockNumbers, total - done);
            var block = bytes.AsSpan(0, count * header.Size);
            if (stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false) < block.Length)
            {
                throw NpyHeader.Short(name, file);
            }

            Convert(block, header.Type, header.Size, numbers.AsSpan(0, count));
            take(done, numbers.AsMemory(0, count));
            done += count;
        }
    }

    /// <summary>UTC ticks of a datetime64 value; <see cref="TickColumn.None"/> for NaT. The unit is in the type: M8[ns].</summary>
    public static long Ticks(long value, string type)
    {
        if (value == long.MinValue)
        {
            return TickColumn.None;
        }

        var ticks = type switch
        {
            "M8[ns]" => (Int128)value / 100,
            "M8[us]" => (Int128)value * TimeSpan.TicksPerMicrosecond,
            "M8[ms]" => (Int128)value * TimeSpan.TicksPerMillisecond,
            "M8[s]" => (Int128)value * TimeSpan.TicksPerSecond,
            "M8[m]" => (Int128)value * TimeSpan.TicksPerMinute,
            "M8[h]" => (Int128)value * TimeSpan.TicksPerHour,
            "M8[D]" => (Int128)value * TimeSpan.TicksPerDay,
            _ => Int128.MinValue,
        };
        ticks += DateTime.UnixEpoch.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? TickColumn.None : (long)ticks;
    }

    private static void Convert(ReadOnlySpan<byte> from, string type, int size, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            var cell = from.Slice(i * size, size);
            to[i] = type switch
            {
                "f8" => BinaryPrimitives.ReadDoubleLittleEndian(cell),
                "f4" => BinaryPrimitives.ReadSingleLittleEndian(cell),
                "f2" => (double)BinaryPrimitives.ReadHalfLittleEndian(cell),
                "i8" => BinaryPrimitives.ReadInt64LittleEndian(cell),
                "i4" => BinaryPrimitives.ReadInt32LittleEndian(cell),
                "i2" => BinaryPrimitives.ReadInt16LittleEndian(cell),
                "i1" => (sbyte)cell[0],
                "u8" => BinaryPrimitives.ReadUInt64LittleEndian(cell),
                "u4" => BinaryPrimitives.ReadUInt32LittleEndian(cell),
                "u2" => BinaryPrimitives.ReadUInt16LittleEndian(cell),
                "u1" => cell[0],
                "b1" => cell[0] == 0 ? 0 : 1,
                _ => BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(cell)),
            };
        }
    }
}
