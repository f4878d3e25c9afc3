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
}
