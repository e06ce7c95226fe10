package org.bankrs.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RawSchemaTest {
  private static final String HEADER =
      "fecha_dato,ncodpers,ind_empleado,pais_residencia,sexo,age,fecha_alta,ind_nuevo,antiguedad,indrel,"
          + "ult_fec_cli_1t,indrel_1mes,tiprel_1mes,indresi,indext,conyuemp,canal_entrada,indfall,tipodom,"
          + "cod_prov,nomprov,ind_actividad_cliente,renta,segmento,ind_ahor_fin_ult1,ind_aval_fin_ult1,"
          + "ind_cco_fin_ult1,ind_cder_fin_ult1,ind_cno_fin_ult1,ind_ctju_fin_ult1,ind_ctma_fin_ult1,"
          + "ind_ctop_fin_ult1,ind_ctpp_fin_ult1,ind_deco_fin_ult1,ind_deme_fin_ult1,ind_dela_fin_ult1,"
          + "ind_ecue_fin_ult1,ind_fond_fin_ult1,ind_hip_fin_ult1,ind_plan_fin_ult1,ind_pres_fin_ult1,"
          + "ind_reca_fin_ult1,ind_tjcr_fin_ult1,ind_valo_fin_ult1,ind_viv_fin_ult1,ind_nomina_ult1,"
          + "ind_nom_pens_ult1,ind_recibo_ult1";

  @Test
  void hasTheHeaderOfTheRealFile() {
    assertThat(String.join(",", RawSchema.NAMES)).isEqualTo(HEADER);
    assertThat(RawSchema.column(Product.RECIBO).position()).isEqualTo(47);
    assertThat(RawSchema.column("no_such_column")).isEmpty();
  }

  @Test
  void setsOfProductsAreBitMasks() {
    ProductSet set = ProductSet.of(Product.AHOR, Product.RECIBO);

    assertThat(set.bits()).isEqualTo(1 | 1 << 23);
    assertThat(set.products()).containsExactly(Product.AHOR, Product.RECIBO);
    assertThat(ProductSet.ALL.size()).isEqualTo(24);
    assertThat(ProductSet.ALL.minus(set).union(set)).isEqualTo(ProductSet.ALL);
    assertThatThrownBy(() -> new ProductSet(1 << 24))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("24");
  }

  @Test
  void findsProductsByCode() {
    assertThat(Product.byCode("nom_pens")).contains(Product.NOM_PENS);
    assertThat(Product.byCode("NOM_PENS")).isEmpty();
    assertThat(Product.FOND.russian()).isEqualTo("Денежные средства");
  }
}
