using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>One row of a register tile: one or two vectors.</summary>
internal static unsafe class Tile<V, O>
    where V : unmanaged
    where O : struct, IVector<V>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>c += x·d, lane by lane, each rounded once.</summary>
    [MethodImpl(Inline)]
    public static void Step<W>(float x, V d0, V d1, ref V c0, ref V c1)
        where W : struct, IConstant
    {
        var all = O.All(x);
        c0 = O.MultiplyAdd(all, d0, c0);
        if (W.Value > 1)
        {
            c1 = O.MultiplyAdd(all, d1, c1);
        }
    }

    [MethodImpl(Inline)]
    public static void Load<W>(float* c, ref V c0, ref V c1)
        where W : struct, IConstant
    {
        c0 = O.Load(c);
        if (W.Value > 1)
        {
            c1 = O.Load(c + O.Lanes);
        }
    }

    [MethodImpl(Inline)]
    public static void Store<W>(float* c, V c0, V c1)
        where W : struct, IConstant
    {
        O.Store(c, c0);
        if (W.Value > 1)
        {
            O.Store(c + O.Lanes, c1);
        }
    }
}
