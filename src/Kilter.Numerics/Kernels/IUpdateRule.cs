using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>One step of an optimiser: from a gradient, and what is kept for each weight, to the weight.</summary>
internal interface IUpdateRule
{
    /// <summary>Moves one vector of weights and of what is kept.</summary>
    static abstract void Move<V, O>(ref V weight, V gradient, ref V first, ref V second, ref V third, in UpdateNumbers<V> numbers)
        where V : unmanaged
        where O : struct, IVector<V>;
}

/// <summary>The numbers of one step. What they mean is the rule's affair.</summary>
internal readonly record struct UpdateNumbers<T>(T Rate, T Decay, T A, T B, T C, T D, T Epsilon, T Shrink);

/// <summary>w ← w − Rate·g.</summary>
internal readonly struct PlainRule : IUpdateRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move<V, O>(ref V weight, V gradient, ref V first, ref V second, ref V third, in UpdateNumbers<V> numbers)
        where V : unmanaged
        where O : struct, IVector<V>
        => weight = O.MultiplySubtract(numbers.Rate, gradient, weight);
}

/// <summary>b ← A·b + B·g, w ← w − Rate·(C·b + D·g). PyTorch's momentum, with Nesterov's look ahead or without; Keras's with rates in B and D and Rate 1.</summary>
internal readonly struct MomentumRule : IUpdateRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move<V, O>(ref V weight, V gradient, ref V first, ref V second, ref V third, in UpdateNumbers<V> numbers)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        first = O.MultiplyAdd(numbers.A, first, O.Multiply(numbers.B, gradient));
        var move = O.MultiplyAdd(numbers.C, first, O.Multiply(numbers.D, gradient));
        weight = O.MultiplySubtract(numbers.Rate, move, weight);
    }
}

/// <summary>m ← A·m + B·g, v ← C·v + D·g², w ← Shrink·w − Rate·m / (√v + ε). PyTorch scales √v by a factor; the caller divides Rate and ε by it.</summary>
internal readonly struct AdamRule : IUpdateRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move<V, O>(ref V weight, V gradient, ref V first, ref V second, ref V third, in UpdateNumbers<V> numbers)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        first = O.MultiplyAdd(numbers.B, gradient, O.Multiply(numbers.A, first));
        second = O.MultiplyAdd(numbers.D, O.Multiply(gradient, gradient), O.Multiply(numbers.C, second));
        var step = O.Divide(O.Multiply(numbers.Rate, first), O.Add(O.Sqrt(second), numbers.Epsilon));
        weight = O.Subtract(O.Multiply(numbers.Shrink, weight), step);
    }
}

/// <summary>The same with the largest v so far under the root.</summary>
internal readonly struct AmsGradRule : IUpdateRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move<V, O>(ref V weight, V gradient, ref V first, ref V second, ref V third, in UpdateNumbers<V> numbers)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        first = O.MultiplyAdd(numbers.B, gradient, O.Multiply(numbers.A, first));
        second = O.MultiplyAdd(numbers.D, O.Multiply(gradient, gradient), O.Multiply(numbers.C, second));
        third = O.Max(third, second);
        var step = O.Divide(O.Multiply(numbers.Rate, first), O.Add(O.Sqrt(third), numbers.Epsilon));
        weight = O.Subtract(O.Multiply(numbers.Shrink, weight), step);
    }
}

/// <summary>v ← A·v + B·g², m ← A·m + B·g where centred (D is 1), b ← C·b + g / (√(v − m²) + ε), w ← w − Rate·b. Kept: v, b, m.</summary>
internal readonly struct RmsPropRule : IUpdateRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move<V, O>(ref V weight, V gradient, ref V first, ref V second, ref V third, in UpdateNumbers<V> numbers)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var spread = RmsPropSpread.Of<V, O>(gradient, ref first, ref third, numbers);
        second = O.MultiplyAdd(numbers.C, second, O.Divide(gradient, O.Add(O.Sqrt(spread), numbers.Epsilon)));
        weight = O.MultiplySubtract(numbers.Rate, second, weight);
    }
}

/// <summary>The same with ε inside the root and the rate inside the momentum: b ← C·b + Rate·g / √(v − m² + ε), w ← w − b.</summary>
internal readonly struct KerasRmsPropRule : IUpdateRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move<V, O>(ref V weight, V gradient, ref V first, ref V second, ref V third, in UpdateNumbers<V> numbers)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var spread = RmsPropSpread.Of<V, O>(gradient, ref first, ref third, numbers);
        var step = O.Divide(O.Multiply(numbers.Rate, gradient), O.Sqrt(O.Add(spread, numbers.Epsilon)));
        second = O.MultiplyAdd(numbers.C, second, step);
        weight = O.Subtract(weight, second);
    }
}

/// <summary>v ← v + g², w ← w − Rate·g / (√(v + A) + ε), with A what the sums start at.</summary>
internal readonly struct AdagradRule : IUpdateRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move<V, O>(ref V weight, V gradient, ref V first, ref V second, ref V third, in UpdateNumbers<V> numbers)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        first = O.MultiplyAdd(gradient, gradient, first);
        var root = O.Add(O.Sqrt(O.Add(first, numbers.A)), numbers.Epsilon);
        weight = O.Subtract(weight, O.Divide(O.Multiply(numbers.Rate, gradient), root));
    }
}

/// <summary>What the two forms of RMSprop share.</summary>
internal static class RmsPropSpread
{
    /// <summary>v − m², which rounding may not take below 0; m stays 0 where D is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V, O>(V gradient, ref V square, ref V mean, in UpdateNumbers<V> numbers)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        square = O.MultiplyAdd(numbers.B, O.Multiply(gradient, gradient), O.Multiply(numbers.A, square));
        mean = O.MultiplyAdd(O.Multiply(numbers.D, numbers.B), gradient, O.Multiply(numbers.A, mean));
        return O.Max(O.All(0f), O.MultiplySubtract(mean, mean, square));
    }
}
