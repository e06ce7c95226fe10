package org.bankrs.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One of the bank's 24 products, in the order of the raw file. The ordinal is the product's index
 * everywhere.
 */
public enum Product {
  AHOR("ahor", "ind_ahor_fin_ult1", "Saving account", "Сберегательный счёт"),
  AVAL("aval", "ind_aval_fin_ult1", "Guarantee", "Банковская гарантия"),
  CCO("cco", "ind_cco_fin_ult1", "Current account", "Текущие счета"),
  CDER("cder", "ind_cder_fin_ult1", "Derivada account", "Деривативный счёт"),
  CNO("cno", "ind_cno_fin_ult1", "Payroll account", "Зарплатный проект"),
  CTJU("ctju", "ind_ctju_fin_ult1", "Junior account", "Детский счёт"),
  CTMA("ctma", "ind_ctma_fin_ult1", "Más particular account", "Особый счёт 3"),
  CTOP("ctop", "ind_ctop_fin_ult1", "Particular account", "Особый счёт"),
  CTPP("ctpp", "ind_ctpp_fin_ult1", "Particular plus account", "Особый счёт 2"),
  DECO("deco", "ind_deco_fin_ult1", "Short-term deposit", "Краткосрочный депозит"),
  DEME("deme", "ind_deme_fin_ult1", "Medium-term deposit", "Среднесрочный депозит"),
  DELA("dela", "ind_dela_fin_ult1", "Long-term deposit", "Долгосрочный депозит"),
  ECUE("ecue", "ind_ecue_fin_ult1", "E-account", "Цифровой счёт"),
  FOND("fond", "ind_fond_fin_ult1", "Funds", "Денежные средства"),
  HIP("hip", "ind_hip_fin_ult1", "Mortgage", "Ипотека"),
  PLAN("plan", "ind_plan_fin_ult1", "Pension plan", "Пенсионный план"),
  PRES("pres", "ind_pres_fin_ult1", "Loan", "Кредит"),
  RECA("reca", "ind_reca_fin_ult1", "Taxes", "Налоговый счёт"),
  TJCR("tjcr", "ind_tjcr_fin_ult1", "Credit card", "Кредитная карта"),
  VALO("valo", "ind_valo_fin_ult1", "Securities", "Ценные бумаги"),
  VIV("viv", "ind_viv_fin_ult1", "Home account", "Домашний счёт"),
  NOMINA("nomina", "ind_nomina_ult1", "Payroll", "Аккаунт для выплаты зарплаты"),
  NOM_PENS("nom_pens", "ind_nom_pens_ult1", "Pensions", "Аккаунт для пенсионных обязательств"),
  RECIBO("recibo", "ind_recibo_ult1", "Direct debit", "Дебетовый аккаунт");

  /** All products in the order of the raw file. */
  public static final List<Product> ALL = List.of(values());

  private static final Map<String, Product> BY_CODE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Product::code, Function.identity()));

  private final String code;
  private final String column;
  private final String english;
  private final String russian;

  Product(String code, String column, String english, String russian) {
    this.code = code;
    this.column = column;
    this.english = english;
    this.russian = russian;
  }

  /** The short code, such as {@code recibo}: the key in models, metrics and files. */
  public String code() {
    return code;
  }

  /** The name of the product's 0/1 column in the raw file. */
  public String column() {
    return column;
  }

  /** The English name. */
  public String english() {
    return english;
  }

  /** The Russian name. */
  public String russian() {
    return russian;
  }

  /** The product of a code, empty when there is none. */
  public static Optional<Product> byCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
