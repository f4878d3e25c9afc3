using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>The matrices of a gated recurrent unit.</summary>
/// <remarks>Gates and candidate are apart, since with either reset the gradients of the candidate's sums differ from those of the gates.</remarks>
/// <param name="KernelGates">(I, 2H): r, z.</param>
/// <param name="Kernel">(I, H): n.</param>
/// <param name="RecurrentGates">(H, 2H): r, z.</param>
/// <param name="Recurrent">(H, H): n.</param>
/// <param name="BiasGates">Of r, z.</param>
/// <param name="Bias">Of n, with the reset before of both products.</param>
/// <param name="RecurrentBias">Of the recurrent product of n, with the reset after.</param>
internal sealed record GruWeights(
    WeightMatrix KernelGates, WeightMatrix Kernel, WeightMatrix RecurrentGates, WeightMatrix Recurrent,
    SummedBias BiasGates, SummedBias Bias, SummedBias RecurrentBias)
{
    public static GruWeights Claim(BindContext context, Gru settings)
    {
        var (inputs, units, first) = (context.Input.Width, settings.Units, settings.Initializers);
        var fans = new RecurrentFans(inputs, units, Gates: 3);
        var kernelGates = context.Matrix("kernel_rz", inputs, 2 * units, first.Kernel, fans.Kernel(first, 2));
        var kernel = context.Matrix("kernel_n", inputs, units, first.Kernel, fans.Kernel(first, 1));
        var recurrentGates = context.Matrix("recurrent_rz", units, 2 * units, first.Recurrent, fans.ByUnits(2));
        var recurrent = context.Matrix("recurrent_n", units, units, first.Recurrent, fans.ByUnits(1));
        var biasGates = SummedBias.Claim(context, "bias_rz", "bias_recurrent_rz", 2 * units, settings.Bias, first, fans.ByUnits(2));
        var bias = SummedBias.Claim(context, "bias_n", "bias_recurrent_n", units, settings.Bias, first, fans.ByUnits(1));
        return settings.ResetAfter
            ? new GruWeights(kernelGates, kernel, recurrentGates, recurrent, biasGates, bias with { Second = null }, new SummedBias(bias.Second, null))
            : new GruWeights(kernelGates, kernel, recurrentGates, recurrent, biasGates, bias, new SummedBias(null, null));
    }

    /// <summary>As other libraries keep them; none where they cannot express the layer.</summary>
    /// <remarks>
    /// PyTorch has the reset after and r, z, n with two biases or none. Keras has both resets and z, r, n; with the reset after its bias has two rows.
    /// With the reset after, one bias alone is neither's: what would be the second of n is multiplied by r.
    /// </remarks>
    public IReadOnlyList<ForeignModule> Modules(string layer, WeightLayout layout, bool resetAfter)
    {
        var torch = layout == WeightLayout.PyTorch;
        if ((torch && !resetAfter) || (resetAfter && BiasGates.First is not null && BiasGates.Second is null))
        {
            return [];
        }

        int[] gates = torch ? [0, 1] : [1, 0];
        IEnumerable<ForeignPart> biases = resetAfter && !torch
            ? Rows(BiasGates.First, BiasGates.Second, gates).Concat(Rows(Bias.First, RecurrentBias.First, [2]))
            : BiasGates.Parts(layout, gates, 3).Concat((Bias with { Second = resetAfter ? RecurrentBias.First : Bias.Second }).Parts(layout, [2], 3));
        return
        [
            new ForeignModule(
                layer,
                [
                    ForeignPart.Gates(torch ? "weight_ih" : "kernel", KernelGates, torch, gates, 3),
                    ForeignPart.Gates(torch ? "weight_ih" : "kernel", Kernel, torch, [2], 3),
                    ForeignPart.Gates(torch ? "weight_hh" : "recurrent_kernel", RecurrentGates, torch, gates, 3),
                    ForeignPart.Gates(torch ? "weight_hh" : "recurrent_kernel", Recurrent, torch, [2], 3),
                    .. biases,
                ]),
        ];
    }

    private static IEnumerable<ForeignPart> Rows(WeightMatrix? first, WeightMatrix? second, int[] gates)
        => first is null || second is null ? [] :
        [
            ForeignPart.Gates("bias", first, transposed: false, gates, 3).InRow(0, 2),
            ForeignPart.Gates("bias", second, transposed: false, gates, 3).InRow(1, 2),
        ];
}
